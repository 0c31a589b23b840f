import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nameRepository, PUBLISHED, repositoryUrl } from './name-repository.mjs'

const OWN = 'git+https://example.com/ferry/ferry.git'

test.each([
  ['the job that publishes', { GITHUB_SERVER_URL: 'https://example.com', GITHUB_REPOSITORY: 'ferry/ferry' }, null, OWN],
  ['whoever says so', { REPOSITORY_URL: 'https://example.com/ferry/ferry/' }, 'https://example.com/fork.git', OWN],
  ['origin', {}, 'https://example.com/ferry/ferry.git', OWN],
  ['origin by SSH', {}, 'git@example.com:ferry/ferry.git', OWN],
  ['origin with a token', {}, 'https://user:secret@example.com/ferry/ferry', OWN],
  ['nobody: a folder', {}, '/srv/git/ferry', null],
  ['nobody: no origin', {}, null, null],
])('where the source is says %s', (_who, env, origin, expected) => {
  expect(repositoryUrl(env, origin)).toBe(expected)
})

test('each package says where it is in the repository, and stays what it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-repository-'))
  try {
    for (const directory of Object.values(PUBLISHED)) {
      mkdirSync(join(folder, directory), { recursive: true })
      writeFileSync(join(folder, directory, 'package.json'), '{ "name": "one", "version": "1.2.3" }')
    }
    nameRepository(folder, OWN)
    for (const directory of Object.values(PUBLISHED)) {
      const repository = { type: 'git', url: OWN, directory }
      const text = readFileSync(join(folder, directory, 'package.json'), 'utf8')
      expect(JSON.parse(text)).toEqual({ name: 'one', version: '1.2.3', repository })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
