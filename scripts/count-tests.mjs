/** Adds up tests from the JSON reports of the runners. A runner that failed without a failed test counts as one failure. */
import { readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number }} Count */

/** @returns {Count} */
export function countVitest(reportPath, ok) {
  const report = readReport(reportPath)
  if (report === null) return { passed: 0, failed: 1 }
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  )
  return atLeastOneFailure({ passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length }, ok)
}

/** @returns {Count} */
export function countPlaywright(reportPath, ok) {
  const report = readReport(reportPath)
  if (report === null) return { passed: 0, failed: 1 }
  const { expected, flaky, unexpected } = report.stats
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected }, ok)
}

function atLeastOneFailure({ passed, failed }, ok) {
  return { passed, failed: ok ? failed : Math.max(failed, 1) }
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}
