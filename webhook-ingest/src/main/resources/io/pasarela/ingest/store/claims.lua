-- KEYS: first those to mark, or to give up where the mark is empty and the claim still ours; then those to claim. In this order, so that
-- whoever claims an event right after it was published hears so.
-- ARGV: how many are to be marked, our claim, its milliseconds, a mark's milliseconds, then the marks.
-- Answers what the claimed keys held before. NX with GET needs Redis 7 or Valkey.
local marks = tonumber(ARGV[1])
for i = 1, marks do
  local mark = ARGV[4 + i]
  if mark ~= '' then
    redis.call('SET', KEYS[i], mark, 'PX', ARGV[4])
  elseif redis.call('GET', KEYS[i]) == ARGV[2] then
    redis.call('DEL', KEYS[i])
  end
end
local held = {}
for i = marks + 1, #KEYS do
  held[i - marks] = redis.call('SET', KEYS[i], ARGV[2], 'NX', 'GET', 'PX', ARGV[3]) or ''
end
return held
