import { describe, expect, it } from 'vitest'
import { stackFrames } from './stack-frames.ts'

describe('the lines of a stack', () => {
  it.each([
    ['    at save (/app/actions.ts:3:8)', ['save', '/app/actions.ts', 3, 8]],
    ['    at async Page (file:///app/page.tsx:10:3)', ['Page', 'file:///app/page.tsx', 10, 3]],
    ['    at async file:///app/page.tsx:10:3', ['', 'file:///app/page.tsx', 10, 3]],
    ['    at /app/with space (1).ts:1:2', ['', '/app/with space (1).ts', 1, 2]],
    [
      '    at http://localhost:3000/_ferry/assets/main.js:12:34',
      ['', 'http://localhost:3000/_ferry/assets/main.js', 12, 34],
    ],
    ['    at new Box (http://localhost/a.js:1:2)', ['new Box', 'http://localhost/a.js', 1, 2]],
    ['    at Counter', ['Counter', '', 0, 0]],
    ['save@http://localhost/a.js:1:2', ['save', 'http://localhost/a.js', 1, 2]],
    ['@http://localhost/a.js:1:2', ['', 'http://localhost/a.js', 1, 2]],
  ])('%s', (line, [name, file, lineNumber, column]) => {
    expect(stackFrames(`Error: message\n${line}`)).toEqual([{ name, file, line: lineNumber, column }])
  })

  it.each([
    'Error: at last',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
    'someone@example.com',
    '',
  ])('“%s” is none', (line) => expect(stackFrames(line)).toEqual([]))
})
