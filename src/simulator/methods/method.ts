/** The shape of a Bot API method here. */
import type { Parameters } from '../parameters.ts'
import type { World } from '../world.ts'

/** Returns the `result` of the answer. Throws Refusal. */
export type Method = (world: World, parameters: Parameters) => unknown
export type MethodTable = Readonly<Record<string, Method>>
