-- KEYS: deposits without a payout and completed ramps by time, and how long those took (milliseconds and since what).
-- ARGV: ramp id, status, its time, creation, horizon (milliseconds), how many to keep, seconds until all is forgotten.
-- The end is the same in whatever order and however often events come: the first time of each counts, and a time since the deposit beats one
-- since creation.
local deposited, completed, took = KEYS[1], KEYS[2], KEYS[3]
local ramp, status, at, created, horizon = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
redis.call('ZADD', status == 'COMPLETED' and completed or deposited, 'LT', at, ramp)
local finish = redis.call('ZSCORE', completed, ramp)
if finish then
    local deposit = redis.call('ZSCORE', deposited, ramp)
    local known = redis.call('HGET', took, ramp)
    local since_deposit = known and string.match(known, '^(%d+) deposit$')
    if deposit then
        local time = math.max(0, tonumber(finish) - tonumber(deposit), tonumber(since_deposit or 0))
        redis.call('HSET', took, ramp, string.format('%.0f deposit', time))
        redis.call('ZREM', deposited, ramp)
    elseif not since_deposit then
        redis.call('HSET', took, ramp, string.format('%.0f creation', math.max(0, tonumber(finish) - tonumber(created))))
    end
end
redis.call('ZREMRANGEBYSCORE', deposited, '-inf', '(' .. horizon)
local old = redis.call('ZRANGE', completed, 0, -1 - tonumber(ARGV[6]))
for _, gone in ipairs(redis.call('ZRANGE', completed, '-inf', '(' .. horizon, 'BYSCORE')) do
    old[#old + 1] = gone
end
for _, gone in ipairs(old) do
    redis.call('ZREM', completed, gone)
    redis.call('HDEL', took, gone)
end
for _, key in ipairs(KEYS) do
    redis.call('EXPIRE', key, ARGV[7])
end
return 1
