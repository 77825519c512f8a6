/** The name under which what an update changes happens once, however often the update is handled. */
export function onceOf({ update_id }: { update_id: number }): string {
  return `u${update_id}`
}
