-- KEYS: the user. ARGV: sequence, snapshot.
local known = redis.call('HGET', KEYS[1], 'sequence')
if known and tonumber(known) >= tonumber(ARGV[1]) then
    return 0
end
redis.call('HSET', KEYS[1], 'sequence', ARGV[1], 'snapshot', ARGV[2])
return 1
