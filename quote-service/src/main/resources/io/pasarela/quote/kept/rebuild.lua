-- ARGV: step, token of the replica, lease in milliseconds. Says MISSING, BUILDING or READY; and MINE to whoever holds the rebuild.
local step, token, lease = ARGV[1], ARGV[2], ARGV[3]
local mine = 'building:' .. run .. ':' .. token
local now = redis.call('GET', KEYS[1])
local building = now and string.find(now, 'building:' .. run .. ':', 1, true) == 1
if ready() then
    return 'READY'
elseif step == 'begin' and not building then
    redis.call('SET', KEYS[1], mine, 'PX', lease)
    return 'MINE'
elseif step == 'renew' and now == mine then
    redis.call('PEXPIRE', KEYS[1], lease)
    return 'MINE'
elseif step == 'release' and now == mine then
    redis.call('DEL', KEYS[1])
    return 'MISSING'
elseif step == 'complete' and now == mine then
    redis.call('SET', KEYS[1], 'ready:' .. run)
    return 'READY'
end
return building and 'BUILDING' or 'MISSING'
