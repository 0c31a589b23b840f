/** Part of `npm run build`: what is compiled once and published with the package. */
import { frameworkFiles } from '../framework-files.ts'
import { loadPrebuilt } from './prebuilt.ts'
import { loadProduction } from './production.ts'

await loadPrebuilt(frameworkFiles())
await loadProduction(frameworkFiles())
