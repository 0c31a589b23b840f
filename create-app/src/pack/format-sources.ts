/** Formats what was generated as everything else in the repository is. */
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'

export async function formatSources(repository: string, folder: string): Promise<void> {
  const require = createRequire(join(repository, 'package.json'))
  const biome = require.resolve('@biomejs/biome/bin/biome')
  const options = ['--write', '--vcs-enabled=false', `--config-path=${join(repository, 'biome.json')}`]
  await promisify(execFile)(process.execPath, [biome, 'format', ...options, folder], { cwd: folder })
}
