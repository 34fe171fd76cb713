-- KEYS: marker, completed ramps by time, how long they took. ARGV: horizon (milliseconds). False when not everything is there.
if not ready() then
    return false
end
local ramps = redis.call('ZRANGE', KEYS[2], ARGV[1], '+inf', 'BYSCORE')
if #ramps == 0 then
    return {}
end
return redis.call('HMGET', KEYS[3], unpack(ramps))
