/** What stands in the place of a "use server" export where client components render on the server. */
export { createServerReference } from 'react-server-dom-webpack/client'
