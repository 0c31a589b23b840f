import { describe, expect, test } from 'vitest'
import { errorWithoutStack, RenderController } from './render-signal.ts'

describe('RenderController', () => {
  test('aborts the signal that was asked for', () => {
    const controller = new RenderController()
    const { signal } = controller
    expect(signal.aborted).toBe(false)
    controller.abort('over')
    expect(signal).toMatchObject({ aborted: true, reason: 'over' })
    expect(controller.signal).toBe(signal)
  })

  test('a signal that is asked for afterwards is aborted already, for the first reason', () => {
    const controller = new RenderController()
    controller.abort('over')
    controller.abort('again')
    expect(controller.signal).toMatchObject({ aborted: true, reason: 'over' })
  })
})

test('errorWithoutStack leaves the stacks of other errors alone', () => {
  const error = errorWithoutStack('Connection closed.')
  expect(error).toBeInstanceOf(Error)
  expect(error.message).toBe('Connection closed.')
  expect(error.stack).not.toContain(' at ')
  expect(new Error('another').stack).toContain('render-signal.test')
})
