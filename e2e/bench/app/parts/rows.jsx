/** The markup that Ferry and the bare server both render. */
export const ROWS = Array.from({ length: 100 }, (_, index) => ({
  id: index,
  name: `Row number ${index}`,
  price: `${(index * 7) % 100}.00`,
}))

export function Table({ Button }) {
  return (
    <main>
      <h1>Table</h1>
      <table>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row.id}>
              <td>{row.id}</td>
              <td>{row.name}</td>
              <td>{row.price}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {Array.from({ length: 10 }, (_, index) => (
        <Button key={index} label={`Button ${index}`} />
      ))}
    </main>
  )
}

export function Hello() {
  return (
    <main>
      <h1>Hello</h1>
      <p>Hello, world.</p>
    </main>
  )
}

export function Shell({ title, children }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <title>{title}</title>
      </head>
      <body>{children}</body>
    </html>
  )
}

export function later(text) {
  return new Promise((resolve) => setTimeout(resolve, 5, text))
}
