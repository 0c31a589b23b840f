import { describe, expect, it } from 'vitest'
import { createFreshness } from './freshness.ts'

describe('freshness', () => {
  it('of several calls started before one is sent, the last asks for the page', () => {
    const freshness = createFreshness()
    const [first, second, third] = [freshness.begin(), freshness.begin(), freshness.begin()]
    expect([first, second, third].map((ticket) => ticket.asksForPage())).toEqual([false, false, true])
  })

  it('a call that starts later asks for itself', () => {
    const freshness = createFreshness()
    const first = freshness.begin()
    expect(first.asksForPage()).toBe(true)
    expect(freshness.begin().asksForPage()).toBe(true)
  })

  it('a page older than the end of a function is stale once no call is under way', () => {
    const freshness = createFreshness()
    const [slow, quick] = [freshness.begin(), freshness.begin()]
    quick.finished(20)
    quick.end()
    expect(freshness.isStale(10)).toBe(false)
    slow.finished(15)
    slow.end()
    expect(freshness.isStale(10)).toBe(true)
    expect(freshness.isStale(20)).toBe(false)
    expect(freshness.isOld(19)).toBe(true)
  })

  it('a call that owes no refresh makes no page stale', () => {
    const freshness = createFreshness()
    const call = freshness.begin()
    call.finished(0)
    call.end()
    expect(freshness.isStale(1)).toBe(false)
  })

  it('a call ends once, however often that is said', () => {
    const freshness = createFreshness()
    const [one, two] = [freshness.begin(), freshness.begin()]
    one.end()
    one.end()
    expect(freshness.inFlight).toBe(1)
    two.end()
    expect(freshness.inFlight).toBe(0)
  })
})
