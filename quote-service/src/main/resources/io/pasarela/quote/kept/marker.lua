-- A Redis that was restarted or replaced may have come back with old data and an old marker; its run id is then another one.
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or 'unknown'
local function ready()
    return redis.call('GET', KEYS[1]) == 'ready:' .. run
end
