/** `ferry/form` */
export { Form, Form as default, type FormProps } from './shell/form.tsx'
