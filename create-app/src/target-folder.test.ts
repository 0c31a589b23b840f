import { describe, expect, test } from 'vitest'
import { inTheWay } from './target-folder.ts'

describe('what is in the way of a new app', () => {
  test.each([
    [[], []],
    [['.git'], []],
    [['.git', '.gitignore', '.gitattributes', 'LICENSE', 'README.md'], []],
    [['.DS_Store', 'Thumbs.db', '.idea', '.vscode', '.editorconfig', '.github'], []],
    [['readme.md', 'License.txt', 'COPYING'], []],
    [['app'], ['app']],
    [['package.json', '.git', 'README.md'], ['package.json']],
    [
      ['src', 'a.txt'],
      ['a.txt', 'src'],
    ],
    [['.env'], ['.env']],
    [
      ['README.md.bak', 'my-license'],
      ['README.md.bak', 'my-license'],
    ],
    [['node_modules'], ['node_modules']],
  ])('of %j: %j', (entries, expected) => {
    expect(inTheWay(entries)).toEqual(expected)
  })
})
