/**
 * Submissions before hydration. The text of an inline script for the head of the document: it holds back the early submit
 * of a form whose action is a server function and puts it into the queue from which React replays submits once the form
 * is hydrated. If that does not happen in time, or a script of the page fails to load, the browser's own POST does the work.
 *
 * The queue (`document.$$reactFormReplay`: form, submitter, FormData, …) and the mark of hydrated elements
 * (`__reactProps$…`) are React's own and documented nowhere; capture-script.test.ts pins both.
 */
import { ASSET_PATH, HIDDEN_FIELD_PREFIX, HYDRATED_GLOBAL } from './names.ts'

/** @param timeout milliseconds from the submit until the browser's own POST */
export function captureScript(timeout: number): string {
  return `(${SOURCE})(${Math.max(0, Math.trunc(timeout))})`
}

const SOURCE = [
  'function(T){',
  'var d=document,w=window,U=[],dead;',
  'd.currentScript.remove();',

  // Not taken yet: still in the queue, and React has not put a function in the submitter's place.
  'function open(e){var q=d.$$reactFormReplay,i=q?q.indexOf(e.d):-1;return i>0&&typeof q[i-1]!="function"}',

  // The action of this submit is a server function: its mark is the name of the button, or a field of the form itself.
  'function ours(f,s){',
  `var p="${HIDDEN_FIELD_PREFIX}";`,
  'if(s&&s.hasAttribute("formaction"))return s.name.indexOf(p)==0;',
  'return[].some.call(f.querySelectorAll("input[type=hidden]"),function(n){return n.name.indexOf(p)==0&&!n.closest("button")})}',

  'function same(a,b){a=Array.from(a);b=Array.from(b);return a.length==b.length&&a.every(function(x,i){',
  'var y=b[i],v=x[1],z=y[1];',
  'return x[0]==y[0]&&(v==z||!!v.name==!!z.name&&v.size>=0&&v.size==z.size&&v.name==z.name&&v.type==z.type)})}',

  // A hydrated form is React's, whether it prevented the event or not.
  'function take(e){',
  'var f=e.target,s=e.submitter||null;',
  'if(e.defaultPrevented||dead||!ours(f,s)||Object.keys(f).some(function(k){return k.indexOf("__reactProps$")==0}))return;',
  'e.preventDefault();',
  'var n={f:f,s:s,d:new FormData(f,s&&s.hasAttribute("formaction")?null:s)};',
  'U=U.filter(open);',
  'if(U.some(function(o){return o.f==f&&o.s==s&&same(o.d,n.d)}))return;',
  'U.push(n);',
  '(d.$$reactFormReplay=d.$$reactFormReplay||[]).push(f,s,n.d);',
  'setTimeout(function(){if(open(n))flush()},T)}',

  // The document goes with the last one; those before it are sent on their own.
  'function flush(){',
  'var l=U.filter(open),z=l.pop();U=[];if(!z)return;',
  'l.concat(z).forEach(function(e){var q=d.$$reactFormReplay;q.splice(q.indexOf(e.d)-2,3);',
  'e.a=e.s&&e.s.getAttribute("formaction");if(e.a==null)e.a=e.f.getAttribute("action")||"";',
  'if(e.s&&e.s.hasAttribute("formaction"))e.d.append(e.s.name,e.s.value)});',
  'l.reduce(function(p,e){return p.then(function(){',
  'return fetch(e.a?new URL(e.a,d.baseURI):location.href,{method:"POST",body:e.d}).catch(function(){})})},Promise.resolve())',
  '.then(function(){post(z)})}',

  'function post(e){',
  'var f=d.createElement("form"),t=e.s&&e.s.getAttribute("formtarget")||e.f.getAttribute("target");',
  'f.method="post";f.enctype="multipart/form-data";f.hidden=true;',
  'if(e.a)f.setAttribute("action",e.a);if(t)f.target=t;',
  'e.d.forEach(function(v,k){',
  'var i=d.createElement("input"),x;i.name=k;',
  'if(typeof v=="string"){i.type="hidden";i.value=v}',
  'else{i.type="file";if(v.name||v.size){x=new DataTransfer;x.items.add(v);i.files=x.files}}',
  'f.appendChild(i)});',
  // body may hold a field called "submit"; this form has a method of that name only on its prototype
  'd.documentElement.appendChild(f);HTMLFormElement.prototype.submit.call(f);f.remove()}',

  'w.addEventListener("submit",take);',
  'w.addEventListener("error",function(e){var t=e.target;',
  `if(t&&t.tagName=="SCRIPT"&&t.src.indexOf("${ASSET_PATH}")>=0&&!w.${HYDRATED_GLOBAL}){dead=1;flush()}},true)}`,
].join('')
