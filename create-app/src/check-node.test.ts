import { expect, test } from 'vitest'
import { checkNode } from './check-node.ts'

test.each(['20.20.2', '20.20.10', '20.21.0', '22.0.0', '100.0.0', '24.0.0-nightly'])('Node %s will do', (version) => {
  expect(() => checkNode(version)).not.toThrow()
})

test.each(['20.20.1', '20.9.9', '18.20.8', '9.0.0'])('Node %s is too old', (version) => {
  expect(() => checkNode(version)).toThrow(`Ferry needs Node 20.20.2 or newer; this is ${version}.`)
})
