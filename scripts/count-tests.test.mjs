import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { countPlaywright, countVitest } from './count-tests.mjs'

const folder = mkdtempSync(join(tmpdir(), 'ferry-count-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content) {
  const path = join(folder, 'report.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const file = (status, ...tests) => ({ status, assertionResults: tests.map((each) => ({ status: each })) })

describe('countVitest', () => {
  test.each([
    [
      'all passed',
      { numPassedTests: 2, numFailedTests: 0, testResults: [file('passed', 'passed', 'passed')] },
      true,
      2,
      0,
    ],
    [
      'one failed',
      { numPassedTests: 1, numFailedTests: 1, testResults: [file('failed', 'passed', 'failed')] },
      false,
      1,
      1,
    ],
    [
      'a file that could not be loaded',
      { numPassedTests: 1, numFailedTests: 0, testResults: [file('passed', 'passed'), file('failed')] },
      false,
      1,
      1,
    ],
    [
      'a failure outside of every test',
      { numPassedTests: 1, numFailedTests: 0, testResults: [file('passed', 'passed')] },
      false,
      1,
      1,
    ],
    ['no report', 'not json', false, 0, 1],
  ])('%s', (_, content, ok, passed, failed) => {
    expect(countVitest(report(content), ok)).toEqual({ passed, failed })
  })
})

describe('countPlaywright', () => {
  test.each([
    ['all passed', { stats: { expected: 3, flaky: 0, unexpected: 0 } }, true, 3, 0],
    ['flaky ones passed in the end', { stats: { expected: 2, flaky: 1, unexpected: 0 } }, true, 3, 0],
    ['two failed', { stats: { expected: 2, flaky: 0, unexpected: 2 } }, false, 2, 2],
    ['the set-up failed', { stats: { expected: 0, flaky: 0, unexpected: 0 } }, false, 0, 1],
    ['no report', '', false, 0, 1],
  ])('%s', (_, content, ok, passed, failed) => {
    expect(countPlaywright(report(content), ok)).toEqual({ passed, failed })
  })
})
