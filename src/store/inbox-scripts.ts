/**
 * The scripts of the inbox. Each runs as a whole or not at all, and is safe to repeat when its reply was lost.
 * Key names are made inside from the prefix (one argument instead of eight keys): one Redis, not a cluster.
 */
import { keys, ttlSeconds } from './keys.ts'

/** How long a lane stays with a replica that gives no sign of life. Renewed while an update is in hand. */
const LEASE_MS = 5000
/** An update that was begun this often and never finished is given up: it may be what ends the process. */
const MAX_TRIES = 10
/** Distinct counters kept; a flood of made-up link codes ends in `other`. */
const MAX_COUNTERS = 5000

/** Names of keys in Lua, the same as in `keys.ts`. */
const NAMES = `
  local function key(name) return ARGV[1] .. name end
  local leases, holders, tries, counts = key('${keys.leases}'), key('${keys.holders}'), key('${keys.tries}'), key('${keys.counts}')
  local function queue(lane) return key('${keys.queue('')}' .. lane) end
  local function session(chat) return key('${keys.session('')}' .. chat) end
  local function trail(chat) return key('${keys.trail('')}' .. chat) end
  local t = redis.call('TIME')
  local now = t[1] * 1000 + math.floor(t[2] / 1000)`

/** Takes a lane and gives what is needed to handle its head; frees it when it is empty. */
const TAKE = `
  local function take(lane, chat, holder)
    local head = redis.call('LINDEX', queue(lane), 0)
    while head and redis.call('EXISTS', key('${keys.done('' as never)}' .. string.match(head, '^%d+'))) == 1 do
      redis.call('LPOP', queue(lane))
      redis.call('HDEL', key('${keys.begun}'), lane)
      head = redis.call('LINDEX', queue(lane), 0)
    end
    if not head then
      redis.call('ZREM', leases, lane)
      redis.call('HDEL', holders, lane)
      return {'none'}
    end
    redis.call('ZADD', leases, now + ${LEASE_MS}, lane)
    redis.call('HSET', holders, lane, holder)
    local attempt = redis.call('HINCRBY', tries, lane, 1)
    local ids = (redis.call('HGET', key('${keys.begun}'), lane) or '') .. (redis.call('GET', key('${keys.newest}')) or '0') .. ','
    redis.call('HSET', key('${keys.begun}'), lane, ids)
    return {'turn', head, attempt, ids, redis.call('HGETALL', session(chat)), redis.call('GET', key('${keys.draft('')}' .. chat))}
  end`

/** Keeps the ids of messages for Hide. */
const TRAIL = `
  local function remember(chat, ids, time)
    local newest = tonumber(redis.call('GET', key('${keys.newest}')) or '0')
    for _, id in ipairs(ids) do
      redis.call('ZADD', trail(chat), time, id)
      if tonumber(id) > newest then newest = tonumber(id) end
    end
    redis.call('SET', key('${keys.newest}'), string.format('%.0f', newest))
    redis.call('ZREMRANGEBYSCORE', trail(chat), '-inf', time - ${ttlSeconds.trail * 1000})
    redis.call('EXPIRE', trail(chat), ${ttlSeconds.trail})
  end`

/** Writes what handling an update changed. */
const NOTE = `
  local function count(name)
    if redis.call('HEXISTS', counts, name) == 0 and redis.call('HLEN', counts) >= ${MAX_COUNTERS} then name = 'other' end
    redis.call('HINCRBY', counts, name, 1)
  end
  local function note(done, time)
    for _, field in ipairs(done.set) do redis.call('HSET', session(done.chat), field[1], field[2]) end
    for _, field in ipairs(done.unset) do redis.call('HDEL', session(done.chat), field) end
    redis.call('EXPIRE', session(done.chat), ${ttlSeconds.session})
    if done.draft == '' then redis.call('DEL', key('${keys.draft('')}' .. done.chat)) end
    if done.draft and done.draft ~= '' then redis.call('SET', key('${keys.draft('')}' .. done.chat), done.draft, 'EX', ${ttlSeconds.draft}) end
    for _, id in ipairs(done.removed) do redis.call('ZREM', trail(done.chat), id) end
    if #done.trail > 0 then remember(done.chat, done.trail, time) end
    for _, name in ipairs(done.counts) do count(name) end
  end`

export const SCRIPTS = {
  /** prefix, update id, what is kept of it, lane, chat, holder, the bot's time, id of a message that Hide must know or '' */
  inboxAccept: `${NAMES}${TAKE}${TRAIL}
    local id, kept, lane, chat, holder = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
    if not redis.call('SET', key('${keys.seen('' as never)}' .. id), 1, 'NX', 'EX', ${ttlSeconds.seen}) then return {'seen'} end
    redis.call('RPUSH', queue(lane), kept)
    if ARGV[8] ~= '' then remember(chat, {ARGV[8]}, ARGV[7]) end
    local lease = redis.call('ZSCORE', leases, lane)
    if lease and tonumber(lease) > now then return {'queued'} end
    return take(lane, chat, holder)`,

  /** prefix, lane, chat, holder: takes over a lane whose lease has run out */
  inboxResume: `${NAMES}${TAKE}
    local lane, chat, holder = ARGV[2], ARGV[3], ARGV[4]
    local lease = redis.call('ZSCORE', leases, lane)
    if not lease or tonumber(lease) > now then return {'none'} end
    if tonumber(redis.call('HGET', tries, lane) or '0') >= ${MAX_TRIES} then
      redis.call('LPOP', queue(lane))
      redis.call('HDEL', tries, lane)
      redis.call('HDEL', key('${keys.begun}'), lane)
    end
    return take(lane, chat, holder)`,

  /** prefix, holder, the bot's time, a JSON list of {lane, chat, id, set, unset, trail, removed, counts} */
  inboxFinish: `${NAMES}${TAKE}${TRAIL}${NOTE}
    local function finish(done)
      if redis.call('HGET', holders, done.lane) ~= ARGV[2] then return {'lost'} end
      local head = redis.call('LINDEX', queue(done.lane), 0)
      if head and string.sub(head, 1, #done.id + 1) == done.id .. '|' then
        note(done, ARGV[3])
        redis.call('LPOP', queue(done.lane))
        redis.call('HDEL', tries, done.lane)
        redis.call('HDEL', key('${keys.begun}'), done.lane)
      end
      return take(done.lane, done.chat, ARGV[2])
    end
    local answers = {}
    for index, done in ipairs(cjson.decode(ARGV[4])) do answers[index] = finish(done) end
    return answers`,

  /** prefix, the bot's time, {id, chat, set, unset, trail, removed, counts} as JSON: for what was done without a turn */
  inboxNote: `${NAMES}${TRAIL}${NOTE}
    local done = cjson.decode(ARGV[3])
    redis.call('SET', key('${keys.done('' as never)}' .. done.id), 1, 'EX', ${ttlSeconds.seen})
    note(done, ARGV[2])`,

  /** prefix, holder, lanes… */
  inboxRenew: `${NAMES}
    for index = 3, #ARGV do
      if redis.call('HGET', holders, ARGV[index]) == ARGV[2] then redis.call('ZADD', leases, 'XX', now + ${LEASE_MS}, ARGV[index]) end
    end`,

  /** prefix, limit */
  inboxOverdue: `${NAMES}
    return redis.call('ZRANGEBYSCORE', leases, '-inf', now, 'LIMIT', 0, ARGV[2])`,
}
