-- KEYS: marker, user, months. Everything of one moment, or false when not everything is there.
if not ready() then
    return false
end
local found = { redis.call('HGET', KEYS[2], 'snapshot') or '' }
for i = 3, #KEYS do
    for _, movement in ipairs(redis.call('HVALS', KEYS[i])) do
        found[#found + 1] = movement
    end
end
return found
