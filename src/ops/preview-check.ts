/** `preview-check.ts <root> <day>`: reads and checks the content for `preview.ts`, which waits for the answer of this process. */
import { checked } from './content/check.ts'

process.once('disconnect', () => process.exit()) // nobody waits any more
const [root = '', day = ''] = process.argv.slice(2)
process.send?.(checked(root, day), () => process.exit())
