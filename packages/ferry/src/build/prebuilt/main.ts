/** Part of `npm run build`: the runtime that is published with the package. */
import { frameworkFiles } from '../framework-files.ts'
import { loadPrebuilt } from './prebuilt.ts'

await loadPrebuilt(frameworkFiles())
