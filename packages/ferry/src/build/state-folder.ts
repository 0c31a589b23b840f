/** `.ferry/`: what is kept between builds. It keeps itself out of version control, and so out of tools that read the sources. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export function prepareStateFolder(stateDir: string): void {
  mkdirSync(stateDir, { recursive: true })
  const ignore = join(stateDir, '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
}
