/** DOM elements in one expression. Text is always text: what is shown comes from errors and requests. */

type Child = Node | string | null | false | undefined

export interface ElementOptions {
  readonly class?: string
  readonly title?: string
  /** Other attributes. */
  readonly attributes?: Readonly<Record<string, string>>
  readonly onClick?: (event: MouseEvent) => void
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  options: ElementOptions,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name)
  if (options.class !== undefined) node.className = options.class
  if (options.title !== undefined) node.title = options.title
  for (const [key, value] of Object.entries(options.attributes ?? {})) node.setAttribute(key, value)
  if (options.onClick) node.onclick = options.onClick
  node.append(
    ...children.filter((child): child is Node | string => child !== null && child !== false && child !== undefined),
  )
  return node
}

/** A button that submits nothing. */
export function button(label: string, options: ElementOptions, ...children: readonly Child[]): HTMLButtonElement {
  const attributes = { type: 'button', 'aria-label': label, ...options.attributes }
  return element('button', { title: label, ...options, attributes }, ...children)
}
