/** What comes of handling an update. */

/** What handling an update changes in the store; written in one step with its completion. */
export type Effects = {
  /** Session fields to set (JSON) or remove (null). Only what changed, so that two lanes do not undo each other. */
  session: Record<string, string | null>
  /** Ids of messages that Hide must be able to remove. */
  trail: number[]
  /** Ids of messages that Hide has removed. */
  removed?: number[]
  /** Anonymous counters to raise by one. */
  counts: string[]
  /** The open draft as it is now, sealed; null: it is gone. */
  draft?: string | null
}

/** As the scripts of the inbox take it. Lists, not objects: Lua's cjson cannot tell an empty object from an empty list. */
export function written({ session, trail, removed = [], counts, draft }: Effects): object {
  const set: [string, string][] = []
  const unset: string[] = []
  for (const [field, value] of Object.entries(session)) {
    if (value === null) unset.push(field)
    else set.push([field, value])
  }
  return { set, unset, trail, removed, counts, ...(draft !== undefined && { draft: draft ?? '' }) }
}
