/** Names a boundary in the component stacks of the server renderer, which has no error boundaries of its own. */
'use client'

import { type ComponentType, createContext, createElement, Fragment, type ReactNode, use } from 'react'

type Frame = ComponentType<{ children?: ReactNode }>

const NAME = 'FerryBoundary:'
const frames = new Map<string, Frame>()

/** The children of a boundary, on the server inside a component that bears its id: ids name route folders, so there are few. */
export function boundaryFrame(id: string, children: ReactNode): ReactNode {
  return typeof window === 'undefined' ? createElement(frames.get(id) ?? createFrame(id), null, children) : children
}

/** Set by the server where it renders a page only for what its failed boundaries show. */
export const CutContext = createContext(false)

const CUT = 'data-ferry-cut'

/** What a failed boundary shows on the server: where it is to be cut out, between marks by which {@link readCuts} finds it. */
export function cutMarks(content: ReactNode): ReactNode {
  if (!use(CutContext)) return content
  const mark = (which: string) => createElement('template', { [CUT]: which })
  return createElement(Fragment, null, mark('start'), content, mark('end'))
}

/** The HTML of every failed boundary in a page that was rendered for it. */
export function readCuts(html: string): string[] {
  const cuts = html.matchAll(/<template data-ferry-cut="start"><\/template>(.*?)<template data-ferry-cut="end">/gs)
  return Array.from(cuts, ([, cut]) => cut as string)
}

/** Ids of the boundaries around the place of an error, the nearest first. */
export function readBoundaryStack(componentStack: string): string[] {
  return Array.from(componentStack.matchAll(/^\s*at FerryBoundary:(\S+)/gm), ([, id]) =>
    decodeURIComponent(id as string),
  )
}

function createFrame(id: string): Frame {
  // React calls it without props to find out its name.
  const frame: Frame = (props?: { children?: ReactNode }) => props?.children
  frame.displayName = NAME + encodeURIComponent(id)
  frames.set(id, frame)
  return frame
}
