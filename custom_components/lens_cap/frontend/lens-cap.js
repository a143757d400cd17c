var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:ee,getOwnPropertySymbols:te,getPrototypeOf:ne}=Object,re=globalThis,ie=re.trustedTypes,ae=ie?ie.emptyScript:``,oe=re.reactiveElementPolyfillSupport,f=(e,t)=>e,se={toAttribute(e,t){switch(t){case Boolean:e=e?ae:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ce=(e,t)=>!l(e,t),le={attribute:!0,type:String,converter:se,reflect:!1,useDefault:!1,hasChanged:ce};Symbol.metadata??=Symbol(`metadata`),re.litPropertyMetadata??=new WeakMap;var p=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=le){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??le}static _$Ei(){if(this.hasOwnProperty(f(`elementProperties`)))return;let e=ne(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(f(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(f(`properties`))){let e=this.properties,t=[...ee(e),...te(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?se:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?se:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ce)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};p.elementStyles=[],p.shadowRootOptions={mode:`open`},p[f(`elementProperties`)]=new Map,p[f(`finalized`)]=new Map,oe?.({ReactiveElement:p}),(re.reactiveElementVersions??=[]).push(`2.1.2`);var ue=globalThis,de=e=>e,fe=ue.trustedTypes,pe=fe?fe.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,me=`$lit$`,m=`lit$${Math.random().toFixed(9).slice(2)}$`,he=`?`+m,ge=`<${he}>`,h=document,g=()=>h.createComment(``),_=e=>e===null||typeof e!=`object`&&typeof e!=`function`,_e=Array.isArray,ve=e=>_e(e)||typeof e?.[Symbol.iterator]==`function`,ye=`[ 	
\f\r]`,v=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,be=/-->/g,xe=/>/g,y=RegExp(`>|${ye}(?:([^\\s"'>=/]+)(${ye}*=${ye}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Se=/'/g,Ce=/"/g,we=/^(?:script|style|textarea|title)$/i,b=(e=>(t,...n)=>({_$litType$:e,strings:t,values:n}))(1),x=Symbol.for(`lit-noChange`),S=Symbol.for(`lit-nothing`),Te=new WeakMap,C=h.createTreeWalker(h,129);function Ee(e,t){if(!_e(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return pe===void 0?t:pe.createHTML(t)}var De=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=v;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===v?c[1]===`!--`?o=be:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=y):(we.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=y):o=xe:o===y?c[0]===`>`?(o=i??v,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?y:c[3]===`"`?Ce:Se):o===Ce||o===Se?o=y:o===be||o===xe?o=v:(o=y,i=void 0);let d=o===y&&e[t+1].startsWith(`/>`)?` `:``;a+=o===v?n+ge:l>=0?(r.push(s),n.slice(0,l)+me+n.slice(l)+m+d):n+m+(l===-2?t:d)}return[Ee(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Oe=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=De(t,n);if(this.el=e.createElement(l,r),C.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=C.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(me)){let t=u[o++],n=i.getAttribute(e).split(m),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Me:r[1]===`?`?Ne:r[1]===`@`?Pe:je}),i.removeAttribute(e)}else e.startsWith(m)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(we.test(i.tagName)){let e=i.textContent.split(m),t=e.length-1;if(t>0){i.textContent=fe?fe.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],g()),C.nextNode(),c.push({type:2,index:++a});i.append(e[t],g())}}}else if(i.nodeType===8){if(i.data===he)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(m,e+1))!==-1;)c.push({type:7,index:a}),e+=m.length-1}}a++}}static createElement(e,t){let n=h.createElement(`template`);return n.innerHTML=e,n}};function w(e,t,n=e,r){if(t===x)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=_(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=w(e,i._$AS(e,t.values),i,r)),t}var ke=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??h).importNode(t,!0);C.currentNode=r;let i=C.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Ae(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Fe(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=C.nextNode(),a++)}return C.currentNode=h,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Ae=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=S,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=w(this,e,t),_(e)?e===S||e==null||e===``?(this._$AH!==S&&this._$AR(),this._$AH=S):e!==this._$AH&&e!==x&&this._(e):e._$litType$===void 0?e.nodeType===void 0?ve(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==S&&_(this._$AH)?this._$AA.nextSibling.data=e:this.T(h.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Oe.createElement(Ee(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new ke(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Te.get(e.strings);return t===void 0&&Te.set(e.strings,t=new Oe(e)),t}k(t){_e(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(g()),this.O(g()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=de(e).nextSibling;de(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},je=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=S,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=S}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=w(this,e,t,0),a=!_(e)||e!==this._$AH&&e!==x,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=w(this,r[n+o],t,o),s===x&&(s=this._$AH[o]),a||=!_(s)||s!==this._$AH[o],s===S?e=S:e!==S&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===S?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Me=class extends je{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===S?void 0:e}},Ne=class extends je{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==S)}},Pe=class extends je{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=w(this,e,t,0)??S)===x)return;let n=this._$AH,r=e===S&&n!==S||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==S&&(n===S||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Fe=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){w(this,e)}},Ie=ue.litHtmlPolyfillSupport;Ie?.(Oe,Ae),(ue.litHtmlVersions??=[]).push(`3.3.3`);var Le=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Ae(t.insertBefore(g(),e),e,void 0,n??{})}return i._$AI(e),i},Re=globalThis,T=class extends p{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Le(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return x}};T._$litElement$=!0,T.finalized=!0,Re.litElementHydrateSupport?.({LitElement:T});var ze=Re.litElementPolyfillSupport;ze?.({LitElement:T}),(Re.litElementVersions??=[]).push(`4.2.2`);var Be={alert:`M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z`,away:`M20.84 22.73L18.11 20H17C15.9 20 15 19.1 15 18V16.89L12.66 14.55L11.81 15.04C10.86 15.59 9.63 15.26 9.08 14.31L7.58 11.71C7.18 11 7.25 10.18 7.68 9.57L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M18.5 13C18.5 12.43 18.3 11.9 17.97 11.5L19.94 10.35C20.95 9.76 21.3 8.47 20.71 7.46L19.33 5.06C18.74 4.05 17.45 3.7 16.44 4.28L10.77 7.57L17.86 14.66C18.26 14.22 18.5 13.64 18.5 13M2 12.62L5.5 18.68L8.03 15.5L6.03 12.03L2 12.62Z`,close:`M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z`,dot:`M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z`,down:`M7.41,8.58L12,13.17L16.59,8.58L18,10L12,16L6,10L7.41,8.58Z`,eye:`M12,9A3,3 0 0,0 9,12A3,3 0 0,0 12,15A3,3 0 0,0 15,12A3,3 0 0,0 12,9M12,17A5,5 0 0,1 7,12A5,5 0 0,1 12,7A5,5 0 0,1 17,12A5,5 0 0,1 12,17M12,4.5C7,4.5 2.73,7.61 1,12C2.73,16.39 7,19.5 12,19.5C17,19.5 21.27,16.39 23,12C21.27,7.61 17,4.5 12,4.5Z`,eye_off:`M11.83,9L15,12.16C15,12.11 15,12.05 15,12A3,3 0 0,0 12,9C11.94,9 11.89,9 11.83,9M7.53,9.8L9.08,11.35C9.03,11.56 9,11.77 9,12A3,3 0 0,0 12,15C12.22,15 12.44,14.97 12.65,14.92L14.2,16.47C13.53,16.8 12.79,17 12,17A5,5 0 0,1 7,12C7,11.21 7.2,10.47 7.53,9.8M2,4.27L4.28,6.55L4.73,7C3.08,8.3 1.78,10 1,12C2.73,16.39 7,19.5 12,19.5C13.55,19.5 15.03,19.2 16.38,18.66L16.81,19.08L19.73,22L21,20.73L3.27,3M12,7A5,5 0 0,1 17,12C17,12.64 16.87,13.26 16.64,13.82L19.57,16.75C21.07,15.5 22.27,13.86 23,12C21.27,7.61 17,4.5 12,4.5C10.6,4.5 9.26,4.75 8,5.2L10.17,7.35C10.74,7.13 11.35,7 12,7Z`,eye_outline:`M12,9A3,3 0 0,1 15,12A3,3 0 0,1 12,15A3,3 0 0,1 9,12A3,3 0 0,1 12,9M12,4.5C17,4.5 21.27,7.61 23,12C21.27,16.39 17,19.5 12,19.5C7,19.5 2.73,16.39 1,12C2.73,7.61 7,4.5 12,4.5M3.18,12C4.83,15.36 8.24,17.5 12,17.5C15.76,17.5 19.17,15.36 20.82,12C19.17,8.64 15.76,6.5 12,6.5C8.24,6.5 4.83,8.64 3.18,12Z`,guests:`M12,5.5A3.5,3.5 0 0,1 15.5,9A3.5,3.5 0 0,1 12,12.5A3.5,3.5 0 0,1 8.5,9A3.5,3.5 0 0,1 12,5.5M5,8C5.56,8 6.08,8.15 6.53,8.42C6.38,9.85 6.8,11.27 7.66,12.38C7.16,13.34 6.16,14 5,14A3,3 0 0,1 2,11A3,3 0 0,1 5,8M19,8A3,3 0 0,1 22,11A3,3 0 0,1 19,14C17.84,14 16.84,13.34 16.34,12.38C17.2,11.27 17.62,9.85 17.47,8.42C17.92,8.15 18.44,8 19,8M5.5,18.25C5.5,16.18 8.41,14.5 12,14.5C15.59,14.5 18.5,16.18 18.5,18.25V20H5.5V18.25M0,20V18.5C0,17.11 1.89,15.94 4.45,15.6C3.86,16.28 3.5,17.22 3.5,18.25V20H0M24,20H20.5V18.25C20.5,17.22 20.14,16.28 19.55,15.6C22.11,15.94 24,17.11 24,18.5V20Z`,menu:`M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z`,microphone:`M12,2A3,3 0 0,1 15,5V11A3,3 0 0,1 12,14A3,3 0 0,1 9,11V5A3,3 0 0,1 12,2M19,11C19,14.53 16.39,17.44 13,17.93V21H11V17.93C7.61,17.44 5,14.53 5,11H7A5,5 0 0,0 12,16A5,5 0 0,0 17,11H19Z`,more:`M12,16A2,2 0 0,1 14,18A2,2 0 0,1 12,20A2,2 0 0,1 10,18A2,2 0 0,1 12,16M12,10A2,2 0 0,1 14,12A2,2 0 0,1 12,14A2,2 0 0,1 10,12A2,2 0 0,1 12,10M12,4A2,2 0 0,1 14,6A2,2 0 0,1 12,8A2,2 0 0,1 10,6A2,2 0 0,1 12,4Z`,shield:`M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5M11,7H13V13H11M11,15H13V17H11`},E=e=>b`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${Be[e]}></path>
  </svg>`;function Ve(e,t,n){e.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}var He=(e,t)=>Ve(e,`hass-more-info`,{entityId:t}),Ue=(e,t)=>Ve(e,`haptic`,t);function We(e,t=!1){t?history.replaceState(null,``,e):history.pushState(null,``,e),window.dispatchEvent(new CustomEvent(`location-changed`,{detail:{replace:t}}))}var Ge={lang:void 0,message:void 0,abortEarly:void 0,abortPipeEarly:void 0};function Ke(e){return e?{lang:e?.lang??void 0,message:e?.message,abortEarly:e?.abortEarly??void 0,abortPipeEarly:e?.abortPipeEarly??void 0}:Ge}function qe(e){let t=typeof e;return t===`string`?`"${e}"`:t===`number`||t===`bigint`||t===`boolean`?`${e}`:t===`object`||t===`function`?(e&&Object.getPrototypeOf(e)?.constructor?.name)??`null`:t}function D(e,t,n,r,i){let a=i&&`input`in i?i.input:n.value,o=i?.expected??e.expects??null,s=i?.received??qe(a),c={kind:e.kind,type:e.type,input:a,expected:o,received:s,message:`Invalid ${t}: ${o?`Expected ${o} but r`:`R`}eceived ${s}`,requirement:e.requirement,path:i?.path,issues:i?.issues,lang:r.lang,abortEarly:r.abortEarly,abortPipeEarly:r.abortPipeEarly},l=e.kind===`schema`,u=i?.message??e.message??(e.reference,c.lang,void 0)??(l?(c.lang,void 0):null)??r.message??(c.lang,void 0);u!==void 0&&(c.message=typeof u==`function`?u(c):u),l&&(n.typed=!1),n.issues?n.issues.push(c):n.issues=[c]}function Je(e,t){return e===t||Number.isNaN(e)&&Number.isNaN(t)}function Ye(e,t){let n=[...new Set(e)];return n.length>1?`(${n.join(` ${t} `)})`:n[0]??`never`}function O(e){return e[`~standard`]={version:1,vendor:`valibot`,validate:t=>e[`~run`]({value:t},Ke())},e}var Xe=class extends Error{constructor(e){super(e[0].message),this.name=`ValiError`,this.issues=e}},Ze={abortEarly:!0};function Qe(e,t,n){return typeof e.fallback==`function`?e.fallback(t,n):e.fallback}function k(e,t){return O({...e,fallback:t,"~run"(t,n){let r=e[`~run`](t,n);return r.issues?{typed:!0,value:Qe(this,r,n)}:r}})}function $e(e,t,n){return typeof e.default==`function`?e.default(t,n):e.default}function A(e,t){return O({kind:`schema`,type:`array`,reference:A,expects:`Array`,async:!1,item:e,message:t,"~run"(e,t){let n=e.value;if(Array.isArray(n)){e.typed=!0,e.value=[];for(let r=0;r<n.length;r++){let i=n[r],a=this.item[`~run`]({value:i},t);if(a.issues){let o={type:`array`,origin:`value`,input:n,key:r,value:i};for(let t of a.issues)t.path?t.path.unshift(o):t.path=[o],e.issues?.push(t);if(e.issues||=a.issues,t.abortEarly){e.typed=!1;break}}a.typed||(e.typed=!1),e.value.push(a.value)}}else D(this,`type`,e,t);return e}})}function et(e){return O({kind:`schema`,type:`boolean`,reference:et,expects:`boolean`,async:!1,message:e,"~run"(e,t){return typeof e.value==`boolean`?e.typed=!0:D(this,`type`,e,t),e}})}function tt(e,t){return O({kind:`schema`,type:`literal`,reference:tt,expects:qe(e),async:!1,literal:e,message:t,"~run"(e,t){return Je(e.value,this.literal)?e.typed=!0:D(this,`type`,e,t),e}})}function j(e,t){return O({kind:`schema`,type:`nullable`,reference:j,expects:`(${e.expects} | null)`,async:!1,wrapped:e,default:t,"~run"(e,t){return e.value===null&&(this.default!==void 0&&(e.value=$e(this,e,t)),e.value===null)?(e.typed=!0,e):this.wrapped[`~run`](e,t)}})}function nt(e){return O({kind:`schema`,type:`number`,reference:nt,expects:`number`,async:!1,message:e,"~run"(e,t){return typeof e.value==`number`&&!isNaN(e.value)?e.typed=!0:D(this,`type`,e,t),e}})}function M(e,t){return O({kind:`schema`,type:`object`,reference:M,expects:`Object`,async:!1,entries:e,message:t,"~run"(e,t){let n=e.value;if(n&&typeof n==`object`){e.typed=!0,e.value={};for(let r in this.entries){let i=this.entries[r];if(r in n||(i.type===`exact_optional`||i.type===`optional`||i.type===`nullish`)&&i.default!==void 0){let a=r in n?n[r]:$e(i),o=i[`~run`]({value:a},t);if(o.issues){let i={type:`object`,origin:`value`,input:n,key:r,value:a};for(let t of o.issues)t.path?t.path.unshift(i):t.path=[i],e.issues?.push(t);if(e.issues||=o.issues,t.abortEarly){e.typed=!1;break}}o.typed||(e.typed=!1),e.value[r]=o.value}else if(i.fallback!==void 0)e.value[r]=Qe(i);else if(i.type!==`exact_optional`&&i.type!==`optional`&&i.type!==`nullish`&&(D(this,`key`,e,t,{input:void 0,expected:`"${r}"`,path:[{type:`object`,origin:`key`,input:n,key:r,value:n[r]}]}),t.abortEarly))break}}else D(this,`type`,e,t);return e}})}function N(e,t){return O({kind:`schema`,type:`optional`,reference:N,expects:`(${e.expects} | undefined)`,async:!1,wrapped:e,default:t,"~run"(e,t){return e.value===void 0&&(this.default!==void 0&&(e.value=$e(this,e,t)),e.value===void 0)?(e.typed=!0,e):this.wrapped[`~run`](e,t)}})}function P(e,t){return O({kind:`schema`,type:`picklist`,reference:P,expects:Ye(e.map(qe),`|`),async:!1,options:e,message:t,"~run"(e,t){return this.options.includes(e.value)?e.typed=!0:D(this,`type`,e,t),e}})}function F(e){return O({kind:`schema`,type:`string`,reference:F,expects:`string`,async:!1,message:e,"~run"(e,t){return typeof e.value==`string`?e.typed=!0:D(this,`type`,e,t),e}})}function rt(e,t,n){return O({kind:`schema`,type:`variant`,reference:rt,expects:`Object`,async:!1,key:e,options:t,message:n,"~run"(e,t){let n=e.value;if(n&&typeof n==`object`){let r,i=0,a=this.key,o=[],s=(e,c)=>{for(let l of e.options){if(l.type===`variant`)s(l,new Set(c).add(l.key));else{let e=!0,s=0;for(let t of c){let r=l.entries[t];if(t in n?r[`~run`]({typed:!1,value:n[t]},Ze).issues:r.type!==`exact_optional`&&r.type!==`optional`&&r.type!==`nullish`){e=!1,a!==t&&(i<s||i===s&&t in n&&!(a in n))&&(i=s,a=t,o=[]),a===t&&o.push(l.entries[t].expects);break}s++}if(e){let e=l[`~run`]({value:n},t);(!r||!r.typed&&e.typed)&&(r=e)}}if(r&&!r.issues)break}};if(s(this,new Set([this.key])),r)return r;D(this,`type`,e,t,{input:n[a],expected:Ye(o,`|`),path:[{type:`object`,origin:`value`,input:n,key:a,value:n[a]}]})}else D(this,`type`,e,t);return e}})}function it(e,t,n){let r=e[`~run`]({value:t},Ke(n));if(r.issues)throw new Xe(r.issues);return r.value}function at(e,t,n){let r=e[`~run`]({value:t},Ke(n));return{typed:r.typed,success:!r.issues,output:r.value,issues:r.issues}}var I=F(),L=j(I),R=et(),z=nt(),ot=M({kind:I,name:N(I)}),st=M({open:z,worst:L}),ct=M({camera_id:I,entity_id:L,device_id:L,area_id:L,name:I,placement:I,level:k(P([`open`,`masked`,`private`]),`private`),reason:I,rule:j(M({rule_id:L,name:L,leave_delay_minutes:N(j(z),null)})),until:L,hold:j(M({until:L,until_everyone_leaves:R,by:j(ot)})),lift:j(M({until:I,by:j(ot)})),asked:j(M({request_id:I,expires_at:I})),zones:A(M({zone_id:I,name:I,covered:R,entity_id:L})),viewers:z,viewer_kind:L,problem:L,live:I,sound:M({state:k(P([`off`,`asked`,`on`]),`off`),until:L,by:j(ot),purpose:L,refusal:L,asked:j(M({request_id:I,by:j(ot),expires_at:I,mine:R,may_answer:R}))}),findings:st,way_out:k(P([`end_privacy`,`open_for_a_while`,`guests_left`,`none`]),`none`),stays_by:L,may_close:R,may_ask_sound:R,entities:M({privacy_mode:L,audio_recording:L})}),lt=M({entry_id:I,starting:R,not_saved:R,all_private:R,all_private_by:j(ot),guests:M({present:k(P([`no`,`maybe`,`yes`]),`maybe`),until:L}),open_minutes:z,open_minutes_most:z,confirm_lifts:R,pin_set:R,time_zone:I,findings:st,entities:M({all_private:L,guests:L}),people:j(A(M({entity_id:I,name:I,where:k(P([`home`,`away`,`unknown`]),`unknown`)})))}),ut=M({role:k(P([`administrator`,`resident`,`other`]),`other`),signed_in:R,may_open:R,may_say_guests:R,may_close_all:R,may_change_rules:R}),dt=rt(`kind`,[M({kind:tt(`all`),protocol:z,ui:L,status:k(P([`running`,`starting`,`not_running`]),`not_running`),you:ut,household:j(lt),cameras:A(ct)}),M({kind:tt(`changed`),cameras:A(ct),removed:A(I),you:N(ut),household:N(j(lt))})]),ft={status:`waiting`,you:null,household:null,cameras:[],ui:null,closing:new Map};function pt(e,t){if(t.kind===`all`){let{status:n,you:r,household:i,cameras:a,ui:o}=t;return{...e,status:n,you:r,household:i,cameras:a,ui:o,closing:gt(e,a)}}if(e.status!==`running`)return e;let n=new Map(t.cameras.map(e=>[e.camera_id,e])),r=e.cameras.filter(e=>!t.removed.includes(e.camera_id)).map(e=>{let t=n.get(e.camera_id)??e;return n.delete(e.camera_id),t});return{...e,cameras:[...r,...n.values()],you:t.you??e.you,household:t.household===void 0?e.household:t.household,closing:gt(e,t.cameras)}}var mt=e=>({...ft,status:`lost`,ui:e.ui,closing:new Map([...e.closing.keys()].map(e=>[e,`failed`]))});function ht(e,t,n){let r=new Map(e.closing);return n===void 0?r.delete(t):r.set(t,n),{...e,closing:r}}function gt(e,t){let n=t.filter(e=>e.level===`private`);if(!n.some(t=>e.closing.has(t.camera_id)))return e.closing;let r=new Map(e.closing);for(let e of n)r.delete(e.camera_id);return r}var _t=(e,t)=>e.status===`running`&&t.level!==`private`&&!e.closing.has(t.camera_id),vt=[1e3,2e3,5e3,1e4],yt=1e4,bt=new WeakMap,xt=class e{constructor(e){this.connection=e,this.state=ft,this.listeners=new Set,this.attempt=0,this.turn=0,this.deadlines=new Map,this.ready=()=>{this.attempt=0,this.drop(),this.subscribe()},this.disconnected=()=>{this.end=void 0,this.drop(),this.set(mt(this.state))}}static of(t){let n=bt.get(t)??new e(t);return bt.set(t,n),n}get now(){return this.state}listen(e){return this.listeners.add(e),this.listeners.size===1&&this.begin(),e(this.state),()=>{this.listeners.delete(e),this.listeners.size===0&&this.stop()}}close(e,t){this.set(ht(this.state,e,`asked`)),window.clearTimeout(this.deadlines.get(e));let n=()=>{this.state.closing.get(e)===`asked`&&this.set(ht(this.state,e,`failed`))};return this.deadlines.set(e,window.setTimeout(n,yt)),t().then(()=>void 0,e=>{throw n(),e})}forget(e){this.set(ht(this.state,e,void 0))}begin(){this.connection.addEventListener(`ready`,this.ready),this.connection.addEventListener(`disconnected`,this.disconnected),this.subscribe()}stop(){this.connection.removeEventListener(`ready`,this.ready),this.connection.removeEventListener(`disconnected`,this.disconnected),this.drop(),this.state={...ft,closing:this.state.closing}}drop(){this.turn+=1,window.clearTimeout(this.timer);let{end:e}=this;this.end=void 0,e!==void 0&&Promise.resolve(e()).catch(()=>void 0)}subscribe(){let e=++this.turn;this.connection.subscribeMessage(t=>e===this.turn&&this.hear(t),{type:`lens_cap/subscribe`},{resubscribe:!1}).then(t=>{e===this.turn?this.end=t:Promise.resolve(t()).catch(()=>void 0)},()=>e===this.turn&&this.later())}hear(e){let t=at(dt,e);t.success?(this.attempt=0,this.set(pt(this.state,t.output))):(this.drop(),this.later())}later(){this.set(mt(this.state));let e=vt[Math.min(this.attempt++,vt.length-1)];this.timer=window.setTimeout(()=>this.subscribe(),e)}set(e){if(e!==this.state){this.state=e;for(let t of[...this.listeners])t(e)}}},St=`component.lens_cap.`,Ct=new WeakMap;async function wt(e){let t=Ct.get(e.connection)??new Map;Ct.set(e.connection,t);let n=t.get(e.language)??Promise.all([`config_panel`,`exceptions`,`entity`,`selector`].map(t=>e.loadBackendTranslation(t,`lens_cap`))).then(()=>void 0);t.set(e.language,n);try{await n}catch(n){throw t.delete(e.language),n}}var Tt=e=>(t,n)=>e(`${St}config_panel.${t}`,n);function Et(e,t){let{message:n,translation_key:r,translation_domain:i,translation_placeholders:a}=t??{};return(i===`lens_cap`&&r!==void 0?e(`${St}exceptions.${r}.message`,a):``)||typeof n==`string`&&n||Tt(e)(`common.no_answer`)}var Dt=[`connection`,`localize`,`locale`,`user`,`themes`],Ot=class extends T{get hass(){return this.current}set hass(e){if(e===void 0)return;let t=this.current;this.current=e,(t===void 0||Dt.some(n=>t[n]!==e[n]))&&(this.requestUpdate(),this.speak(e)),t?.connection!==e.connection&&(this.unsubscribe(),this.subscribe())}connectedCallback(){super.connectedCallback(),this.subscribe()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}get speaks(){return this.current!==void 0&&this.language===this.current.language}get say(){return this.current===void 0?()=>``:Tt(this.current.localize)}concerns(e,t){return!0}speak(e){if(this.language===e.language)return;let{language:t}=e;wt(e).then(()=>{this.language=t,this.requestUpdate()},()=>window.setTimeout(()=>this.isConnected&&this.current&&this.speak(this.current),2e3))}subscribe(){this.isConnected&&this.current!==void 0&&this.leave===void 0&&(this.feed=xt.of(this.current.connection),this.leave=this.feed.listen(e=>{let t=this.view;this.view=e,(t===void 0||this.concerns(t,e))&&this.requestUpdate()}))}unsubscribe(){this.leave?.(),this.leave=void 0}},B=o`
  :host {
    --lens-cap-text: var(--primary-text-color, CanvasText);
    --lens-cap-quiet: var(--secondary-text-color, GrayText);
    --lens-cap-accent: var(--primary-color, LinkText);
    --lens-cap-surface: var(--ha-card-background, var(--card-background-color, Canvas));
    --lens-cap-page: var(--primary-background-color, Canvas);
    --lens-cap-line: var(--divider-color, GrayText);
    --lens-cap-error: var(--error-color, #db4437);
    --lens-cap-warning: var(--warning-color, #ffa600);
    --lens-cap-calm: #46596b;
    --lens-cap-calm-line: #8fa3b5;
    --lens-cap-calm-text: #f2f5f8;
    --lens-cap-camera: #33c46b;
    --lens-cap-microphone: #ff9f1c;
    --lens-cap-radius: var(--ha-border-radius-md, 8px);
    --lens-cap-gap: var(--ha-space-2, 8px);
    --lens-cap-small: var(--ha-font-size-s, 12px);
    --lens-cap-normal: var(--ha-font-size-m, 14px);
    --lens-cap-large: var(--ha-font-size-l, 16px);
    --lens-cap-heading: var(--ha-font-size-xl, 20px);
    --lens-cap-target: 44px;
    color: var(--lens-cap-text);
    font-family: var(--ha-font-family-body, Roboto, sans-serif);
    font-size: var(--lens-cap-normal);
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  a {
    color: var(--lens-cap-text);
    text-underline-offset: 3px;
  }
  .quiet {
    color: var(--lens-cap-quiet);
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  svg.icon {
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    fill: currentcolor;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`,V=o`
  button,
  select,
  input,
  summary {
    min-block-size: var(--lens-cap-target);
    border: 1px solid var(--lens-cap-quiet);
    border-radius: var(--lens-cap-radius);
    background: transparent;
    color: var(--lens-cap-text);
    font: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-inline-size: var(--lens-cap-target);
    padding: 8px 14px;
    cursor: pointer;
    text-align: center;
    touch-action: manipulation;
  }
  button.primary {
    border-width: 2px;
    border-color: var(--lens-cap-accent);
    font-weight: 500;
  }
  button.bare {
    border-color: transparent;
    padding: 8px;
  }
  button:hover {
    background: color-mix(in srgb, var(--lens-cap-text) 8%, transparent);
  }
  button:active {
    background: color-mix(in srgb, var(--lens-cap-text) 16%, transparent);
  }
  button[disabled] {
    cursor: default;
    opacity: 0.6;
  }
  select,
  input {
    inline-size: 100%;
    padding: 8px 10px;
  }
  input[type="checkbox"],
  input[type="range"] {
    accent-color: var(--lens-cap-accent);
  }
  select option {
    background: Canvas;
    color: CanvasText;
  }
  :is(button, select, input, summary, a, [tabindex]):focus-visible {
    outline: 3px solid var(--lens-cap-accent);
    outline-offset: 2px;
  }
  label,
  .field {
    display: grid;
    gap: 4px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--lens-cap-gap);
  }
`,kt=864e5,At={12:!0,24:!1};function jt(e,t,n){let r=At[e.time_format??``],i={hour:`numeric`,minute:`2-digit`,timeZone:t,...r===void 0?{}:{hour12:r}},a=t=>{let n=new Intl.DateTimeFormat(e.language,t);return e=>n.format(e)},o=a(i),s=a({...i,weekday:`short`}),c=a({...i,day:`numeric`,month:`short`}),l=a({timeZone:t,weekday:`long`,day:`numeric`,month:`long`}),u=a({timeZone:t,year:`numeric`,month:`2-digit`,day:`2-digit`}),d=new Intl.PluralRules(e.language);return{at(e){let t=new Date(e);return u(t)===u(n())?o(t):Math.abs(t.getTime()-n())<6*kt?s(t):c(t)},time:e=>o(new Date(e)),day:e=>l(new Date(e)),minutesUntil:e=>Math.max(0,Math.ceil((new Date(e).getTime()-n())/6e4)),plural:e=>d.select(e)}}var H=(e,t)=>t===void 0?{key:e}:{key:e,values:t},Mt=new Set([`alarm`,`base_level`,`camera_moved`,`entity`,`everyone_home`,`guests_maybe`,`guests_present`,`household_hold`,`input_unknown`,`interrupted`,`leaving`,`nobody_home`,`presence_unknown`,`rule`,`schedule`,`someone_home`,`starting_up`,`store_lost`]),Nt=new Set([`alarm`,`base_level`,`entity`,`everyone_home`,`guests_present`,`input_unknown`,`leaving`,`nobody_home`,`presence_unknown`,`rule`,`schedule`,`someone_home`]),Pt=e=>e?.kind===`user`&&e.name!==void 0?`name`:e?.kind===`you`||e?.kind===`automation`?e.kind:`somebody`,Ft=e=>e?.kind===`user`&&e.name!==void 0?{name:e.name}:{};function It(e,t){let{reason:n,hold:r}=e;if(n===`hold`)return H(`private.hold_${Pt(r?.by??null)}`,Ft(r?.by??null));let i=n===`guests_present`&&t===`maybe`?`guests_maybe`:n;return H(`private.${Mt.has(i)?i:`other`}`)}var Lt=e=>H(`masked.${Nt.has(e.reason)?e.reason:`other`}`),Rt={alarm:`until_alarm`,base_level:`for_a_while_only`,camera_moved:`turn_back`,entity:`until_entity`,everyone_home:`until_somebody_leaves`,guests_present:`until_guests_left`,input_unknown:`counts_as_so`,interrupted:`look_first`,nobody_home:`until_somebody_comes`,presence_unknown:`counts_as_home`,rule:`until_rule_changes`,schedule:`until_rule_changes`,starting_up:`a_moment`,store_lost:`look_first`};function zt(e,t,n){let{reason:r,hold:i,until:a,rule:o}=e;return r===`hold`||r===`household_hold`?Bt(i,n):r===`guests_present`&&t!==null?H(`second.until_or_guests_left`,{time:n.at(t)}):a===null?r===`someone_home`||r===`leaving`?Vt(o,n):H(`second.${Rt[r]??`not_known`}`):H(`second.opens_at`,{time:n.at(a)})}function Bt(e,t){return e?.until_everyone_leaves===!0?H(`second.until_everyone_left`):e?.until==null?H(`second.until_ended`):H(`second.until`,{time:t.at(e.until)})}function Vt(e,t){let n=e?.leave_delay_minutes??0;return n===0?H(`second.opens_once_left`):H(`second.opens_after_${t.plural(n)}`,{minutes:n})}var Ht=new Set([`rule`,`base_level`,`guests`,`camera_moved`]);function Ut(e){return(e.reason===`hold`||e.reason===`household_hold`)&&e.stays_by!==null&&Ht.has(e.stays_by)?H(`second.stays_by_${e.stays_by}`):null}var U={level:null,headline:null,lines:[],act:null,button:null,ends:null};function Wt(e){switch(e.status){case`waiting`:return{...U,look:`waiting`};case`lost`:return Kt(`not_connected`);case`starting`:return{...Kt(`starting`),look:`private`};case`not_running`:return Kt(`not_running`);case`running`:return null}}function Gt(e,t,n){let r=Wt(e);if(r!==null)return r;if(t===void 0)return Kt(`not_guarded`);let i=e.closing.get(t.camera_id);return i===void 0?t.asked===null?t.level===`private`?Yt(e,t,n):t.lift===null?$t(t,n):Qt(t,t.lift,n):Jt(t.asked.expires_at):qt(i)}function Kt(e){return{...U,look:`unknown`,headline:H(`card.${e}`),lines:[H(`card.${e}_second`)]}}function qt(e){return e===`asked`?{...U,look:`private`,headline:H(`card.closing`)}:{...U,look:`unknown`,headline:H(`card.closing_failed`),lines:[H(`card.closing_failed_second`)],act:`try_again`,button:H(`card.try_again`)}}function Jt(e){return{...U,look:`private`,level:H(`card.private`),headline:H(`card.lift_asked`),lines:[H(`card.lift_asked_second`)],act:`take_back`,button:H(`card.take_back`),ends:e}}function Yt(e,t,n){let{household:r,you:i}=e,a=[zt(t,r?.guests.until??null,n),Ut(t),Xt(t),Zt(t,i?.role??`other`)],o=r?.not_saved!==!0;o||a.unshift(H(`card.not_saved_second`));let s=r?.open_minutes??0;return{look:`private`,level:H(`card.private`),headline:o?It(t,r?.guests.present??`maybe`):H(`card.not_saved`),lines:a.filter(e=>e!==null),act:t.way_out===`none`?null:t.way_out,button:t.way_out===`none`?null:t.way_out===`open_for_a_while`?H(`card.open_for_${n.plural(s)}`,{minutes:s}):H(`card.${t.way_out}`),ends:null}}var Xt=e=>e.problem===null?null:H(`card.away_too`),Zt=(e,t)=>e.way_out===`none`&&t!==`administrator`&&e.reason!==`starting_up`?H(`card.no_rights`):null;function Qt(e,t,n){return{look:e.problem===null?`picture`:`away`,level:en(e),headline:H(`card.lifted`,{time:n.at(t.until)}),lines:[H(`card.lifted_by_${Pt(t.by)}`,Ft(t.by)),...an(e)],act:`close_now`,button:H(`card.close_now`),ends:t.until}}function $t(e,t){let n=e.problem!==null,r=e.level===`masked`,i=r?nn(e):[tn(e,t)];return{look:n?`away`:`picture`,level:en(e),headline:n?H(`card.no_picture`):r?Lt(e):H(`card.open_headline`),lines:[...n?[]:i,...an(e)],act:e.may_close?`make_private`:null,button:e.may_close?H(`card.make_private`):null,ends:null}}var en=e=>H(e.level===`masked`?`card.masked`:`card.open`),tn=(e,t)=>e.until===null?H(`card.nothing_asks`):H(`card.private_from`,{time:t.at(e.until)});function nn(e){let t=t=>e.zones.filter(e=>e.covered===t).map(e=>e.name).join(`, `),n=t(!0),r=t(!1),i=[];return n!==``&&i.push(H(`card.covered`,{zones:n})),r!==``&&i.push(H(`card.not_covered`,{zones:r})),i}var rn=new Set([`stills_only`,`native_webrtc`,`too_many_covered`]);function an(e){return e.problem===null?rn.has(e.live)?[H(`card.live_${e.live}`)]:[]:[H(`card.original_away`)]}var on=new Set([`person`,`link`,`home_assistant`]);function sn(e,t){if(e.viewers===0)return null;if(t)return H(`card.watched_you`);let n=e.viewer_kind??``;return H(`card.watched_${on.has(n)?n:`somebody`}`)}function cn(e,t){let{open:n,worst:r}=e.findings;return n===0||r===`low`||r===null?null:H(`card.problems_${t.plural(n)}`,{count:n})}function ln(e,t){let n=Wt(e);if(n!==null)return n.headline??H(`panel.title`);let r=e.cameras.length,i=e.cameras.filter(e=>e.level===`private`).length;return r===0?H(`panel.no_camera`):H(`panel.private_of_${t.plural(r)}`,{private:i,all:r})}var un,dn=class extends Ot{setConfig(e){}static getStubConfig(){return{}}render(){let{hass:e,view:t}=this;if(e===void 0||t===void 0||!this.speaks)return S;let{key:n,values:r}=ln(t,jt(e.locale,e.config.time_zone,()=>Date.now()));return b`<button @click=${()=>We(`/lens-cap`)}>
      ${E(t.status===`running`?`eye_off`:`alert`)}<span>${this.say(n,r)}</span>
    </button>`}};un=dn,un.styles=[B,V,o`
      button {
        border-radius: 999px;
        background: var(--lens-cap-surface);
        border-color: var(--lens-cap-line);
      }
    `];var fn={attribute:!0,type:String,converter:se,reflect:!1,hasChanged:ce},pn=(e=fn,t,n)=>{let{kind:r,metadata:i}=n,a=globalThis.litPropertyMetadata.get(i);if(a===void 0&&globalThis.litPropertyMetadata.set(i,a=new Map),r===`setter`&&((e=Object.create(e)).wrapped=!0),a.set(n.name,e),r===`accessor`){let{name:r}=n;return{set(n){let i=t.get.call(this);t.set.call(this,n),this.requestUpdate(r,i,e,!0,n)},init(t){return t!==void 0&&this.C(r,void 0,e,t),t}}}if(r===`setter`){let{name:r}=n;return function(n){let i=this[r];t.call(this,n),this.requestUpdate(r,i,e,!0,n)}}throw Error(`Unsupported decorator location: `+r)};function W(e){return(t,n)=>typeof n==`object`?pn(e,t,n):((e,t,n)=>{let r=t.hasOwnProperty(n);return t.constructor.createProperty(n,e),r?Object.getOwnPropertyDescriptor(t,n):void 0})(e,t,n)}function G(e){return W({...e,state:!0,attribute:!1})}var mn=(e,t,n)=>(n.configurable=!0,n.enumerable=!0,Reflect.decorate&&typeof t!=`object`&&Object.defineProperty(e,t,n),n);function hn(e,t){return(n,r,i)=>{let a=t=>t.renderRoot?.querySelector(e)??null;if(t){let{get:e,set:t}=typeof r==`object`?n:i??(()=>{let e=Symbol();return{get(){return this[e]},set(t){this[e]=t}}})();return mn(n,r,{get(){let n=e.call(this);return n===void 0&&(n=a(this),(n!==null||this.hasUpdated)&&t.call(this,n)),n}})}return mn(n,r,{get(){return a(this)}})}}var gn=(e,t,n,r={})=>e.callService(`lens_cap`,t,r,n===void 0?void 0:{entity_id:n},!1),_n=(e,t,n={})=>gn(e,`set_privacy`,t,{level:`private`,...n}),vn=(e,t)=>gn(e,`follow_rules`,t),yn=(e,t,n)=>gn(e,`lift_privacy`,t,n===void 0?{}:{duration:{minutes:n}}),bn=(e,t,n={})=>gn(e,`set_guests`,void 0,{present:t,...n}),K=(e,t,n)=>e.callService(`switch`,n?`turn_on`:`turn_off`,{},{entity_id:t},!1),xn=[`still`,`live`,`none`],Sn=[`full`,`compact`];function Cn(e){let{entity:t,name:n,picture:r=`still`,layout:i=`full`,type:a=``}=e??{};if(typeof t!=`string`||!t.startsWith(`camera.`))throw Error(`entity: camera.…`);if(!xn.some(e=>e===r))throw Error(`picture: ${xn.join(`, `)}`);if(!Sn.some(e=>e===i))throw Error(`layout: ${Sn.join(`, `)}`);return{type:String(a),entity:t,picture:r,layout:i,...typeof n==`string`&&n!==``?{name:n}:{}}}var wn={schema:[{name:`entity`,required:!0,selector:{entity:{filter:{integration:`lens_cap`,domain:`camera`}}}},{name:`name`,selector:{text:{}}},{name:`picture`,selector:{select:{mode:`dropdown`,options:[...xn]}}},{name:`layout`,selector:{select:{mode:`dropdown`,options:[...Sn]}}}],assertConfig:Cn},Tn={close_hour:{duration:{hours:1}},close_morning:{until_time:`07:00:00`},close_leave:{until_everyone_leaves:!0},close_ended:{}},En=[5,15,30,60,120],Dn=e=>Object.keys(Tn).map(t=>({id:t,label:e(`card.${t}`)}));function On({say:e,view:t,at:n}){let{open_minutes:r=0,open_minutes_most:i=0}=t.household??{};return En.filter(e=>e!==r&&e<=i).map(t=>({id:`open_${t}`,label:e(`card.open_for_${n.plural(t)}`,{minutes:t})}))}function kn({say:e,view:t,words:n},r,i,a){let o=t.you?.role??`other`,s=(t,n)=>t?[{id:n,label:e(`card.${n}`)}]:[];return[...a,...s(n.look===`picture`&&r.live===`available`&&!i,`watch`),...s(i&&n.look===`picture`,`still`),...s(t.closing.get(r.camera_id)===`failed`,`forget`),...s(r.lift!==null&&n.act===`close_now`,`make_private`),...s(r.reason===`household_hold`&&t.you?.may_close_all===!0,`end_all`),...s(n.act===`take_back`,`answer`),...s(r.sound.state===`off`,`sound`),...s(o!==`other`,`why`),...s(o===`administrator`,`zones`),...s(!0,`page`)]}var An=new Set([`assessment_outdated`,`camera_private`,`guests_present`,`not_assessed`,`rule`,`starting_up`]),jn=e=>{let{refusal:t}=e.sound;return t===null?null:H(`sound.silent_${An.has(t)?t:`other`}`)};function Mn(e,t){let{state:n,until:r,by:i,purpose:a,asked:o}=e.sound;if(n===`on`){let e=[H(`sound.confirmed_by_${Pt(i)}`,Ft(i))];return a!==null&&a!==``&&e.push(H(`sound.purpose_is`,{purpose:a})),{state:n,headline:r===null?H(`sound.on_this_viewing`):H(`sound.on_until`,{time:t.at(r)}),lines:e,ends:null}}if(n===`asked`&&o!==null){let e=o.mine?H(`sound.asked_for_yes`):H(`sound.asked_by_${Pt(o.by)}`,Ft(o.by));return{state:n,headline:H(`sound.off`),lines:[e],ends:o.expires_at}}let s=jn(e);return{state:`off`,headline:H(`sound.off`),lines:s===null?[]:[s],ends:null}}var Nn=M({asks:A(M({level:F(),reason:F(),until:j(F()),rule:j(M({name:j(F())}))})),opens:A(F())}),Pn=e=>it(Nn,e),Fn=new Set([`alarm_changes`,`camera_turns_back`,`entity_changes`,`guests_leave`,`hold_ends`,`input_known`,`lift`,`people_known`,`people_leave`,`rule_changes`,`somebody_comes`,`somebody_leaves`,`start_ends`,`time_passes`]);function In({asks:e,opens:t},n,r,i){let a=e=>r(`reason.${e}`)||r(`reason.other`);return b`<div class="why">
    <h3>${r(`card.asks_now`)}</h3>
    <ul>
      ${e.map(e=>b`<li>
            ${a(e.reason)}
            ${e.rule?.name==null?S:b`<span class="quiet">${e.rule.name}</span>`}
            ${e.until===null?S:b`<span class="quiet">${r(`card.until`,{time:i.at(e.until)})}</span>`}
          </li>`)}
    </ul>
    ${t.length===0?S:b`<h3>${r(`card.would_open`)}</h3>
            <ul>
              ${t.filter(e=>Fn.has(e)&&(e!==`lift`||n.you?.may_open===!0)).map(e=>b`<li>${r(`opens.${e}`)}</li>`)}
            </ul>`}
  </div>`}var q=(e,{key:t,values:n})=>e.say(t,n),Ln=(e,t)=>t===null?S:b`<lens-cap-countdown .ends=${t} .say=${e.say}></lens-cap-countdown>`;function Rn(e,t){let{words:n,camera:r,say:i,why:a,view:o,at:s,config:c}=e,l=c.picture===`none`;return b`<ha-card>
    <div class="whole ${l?`blind`:``}">
      ${l?S:Bn(e,t)}
      <div class="words">
        ${Hn(e,t)}
        <div aria-live="polite">
          ${n.headline===null?S:b`<p class="headline">${q(e,n.headline)}</p>`}
          ${n.lines.map(t=>b`<p class="quiet">${q(e,t)}</p>`)}
          ${r===void 0?S:Un(e,r)}
        </div>
        ${Ln(e,n.ends)}
        ${r===void 0?S:Wn(e,r,t)} ${Gn(e,t)}
        ${qn(e)} ${a===void 0?S:In(a,o,i,s)}
      </div>
    </div>
  </ha-card>`}function zn(e,t){let{words:n,camera:r,name:i,say:a,why:o,view:s,at:c}=e;return b`<ha-card>
    <div class="compact">
      ${E(n.look===`picture`?`eye`:n.look===`private`?`eye_off`:`alert`)}
      <div>
        <h2>${i}</h2>
        <div aria-live="polite">
          ${n.headline===null?S:b`<p class="quiet">${q(e,n.headline)}</p>`}
          ${r===void 0||r.viewers===0?S:b`<p class="mark camera">${E(`dot`)}${a(`card.watched`)}</p>`}
          ${r?.sound.state===`on`?b`<p class="mark microphone">${E(`dot`)}${a(`card.sound_on`)}</p>`:S}
        </div>
        ${qn(e)}
      </div>
      ${Gn(e,t)}
    </div>
    ${o===void 0?S:b`<div class="words">${In(o,s,a,c)}</div>`}
  </ha-card>`}function Bn(e,t){let{words:n,camera:r,config:i,say:a,name:o,live:s,preview:c,home:l}=e,u=b`<lens-cap-picture
    .look=${n.look}
    .level=${n.level===null?``:q(e,n.level)}
    .label=${a(`card.picture_of`,{camera:o})}
    .entityId=${i.entity}
    .live=${s&&!c}
    .home=${l}
  ></lens-cap-picture>`;return b`<div>
    ${n.look===`picture`&&r?.live===`available`&&!s?b`<button
            class="sight"
            aria-label=${a(`card.watch_live_of`,{camera:o})}
            @click=${()=>t.watch()}
          >
            ${u}
          </button>`:u}
    ${Vn(e)}
  </div>`}function Vn(e){let{words:t,camera:n,say:r,at:i}=e,a=n?.sound.state===`on`?Mn(n,i).headline:null;return b`<div class="marks">
    ${t.look===`picture`&&t.level!==null?b`<span class="mark">${q(e,t.level)}</span>`:S}
    ${n===void 0||n.viewers===0?S:b`<span class="mark camera">${E(`dot`)}${r(`card.watched`)}</span>`}
    ${a===null?S:b`<span class="mark microphone">${E(`dot`)}${q(e,a)}</span>`}
  </div>`}function Hn(e,t){let{camera:n,at:r,name:i,view:a,say:o}=e,s=n===void 0?null:cn(n,r),c=a.you?.role===`administrator`;return b`<div class="head">
      <h2>${i}</h2>
      ${s===null||!c?S:b`<button class="bare problem" @click=${()=>t.choose(`security`)}>
              ${E(`shield`)}<span>${q(e,s)}</span>
            </button>`}
    </div>
    ${s===null||c?S:b`<p class="problem quiet">
            ${q(e,s)} ${o(`card.ask_administrator`)}
          </p>`}`}function Un(e,t){let n=sn(t,e.live);return n===null?S:b`<p class="quiet">${q(e,n)}</p>`}function Wn(e,t,n){let{state:r,headline:i,lines:a,ends:o}=Mn(t,e.at);if(r===`off`)return S;let{asked:s}=t.sound,c=s!==null&&(s.mine||s.may_answer);return b`<div class="why">
    <p>${q(e,i)}</p>
    ${a.map(t=>b`<p class="quiet">${q(e,t)}</p>`)}
    ${Ln(e,o)}
    <div class="foot">
      ${r===`on`?b`<button class="primary" @click=${()=>n.choose(`silence`)}>
              ${e.say(`sound.turn_off`)}
            </button>`:c?b`<button class="primary" @click=${()=>n.choose(`sound`)}>
                ${e.say(`sound.answer`)}
              </button>`:S}
    </div>
  </div>`}function Gn(e,t){let{camera:n,view:r,words:i,say:a,config:o,live:s,name:c}=e;if(n===void 0||r.you===null)return S;if(e.asking)return Kn(e,t);let l=o.layout===`compact`,u=i.act===`make_private`?Dn(a):i.act===`open_for_a_while`?On(e):[],d=kn(e,n,s,l?u:[]);return b`<div class="foot">
    ${i.act===null||i.button===null?S:b`<button class="primary" ?disabled=${e.busy} @click=${()=>t.press()}>
            ${q(e,i.button)}
          </button>`}
    ${u.length===0||l?S:b`<lens-cap-menu
            .icon=${`down`}
            .label=${a(`card.other_${i.act??``}`)}
            .items=${u}
            @choose=${e=>t.choose(e.detail)}
          ></lens-cap-menu>`}
    <lens-cap-menu
      .label=${a(`card.more_about`,{camera:c})}
      .items=${d}
      @choose=${e=>t.choose(e.detail)}
    ></lens-cap-menu>
  </div>`}var Kn=({say:e},t)=>b`<div>
    <p>${e(`card.guests_left_all`)}</p>
    <div class="foot">
      <button class="primary" @click=${()=>t.guestsLeft()}>
        ${e(`card.guests_left_yes`)}
      </button>
      <button @click=${()=>t.cancel()}>${e(`common.cancel`)}</button>
    </div>
  </div>`,qn=({error:e})=>b`<p class="error" role="alert">
    ${e===void 0?S:b`${E(`alert`)}<span>${e}</span>`}
  </p>`,Jn=o`
  ha-card {
    display: block;
    block-size: 100%;
    container-type: inline-size;
    color: var(--lens-cap-text);
    background: var(--lens-cap-surface);
    border-radius: var(--ha-card-border-radius, 12px);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--lens-cap-line));
  }
  .whole {
    display: grid;
  }
  lens-cap-picture,
  .sight {
    border-start-start-radius: inherit;
    border-start-end-radius: inherit;
    overflow: hidden;
  }
  button.sight {
    display: block;
    inline-size: 100%;
    padding: 0;
    border: 0;
    border-radius: var(--ha-card-border-radius, 12px) var(--ha-card-border-radius, 12px) 0 0;
  }
  .marks {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 16px;
    min-block-size: 32px;
    padding: 4px 12px;
    background: #14181c;
    color: #fff;
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .mark svg.icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .camera svg.icon {
    fill: var(--lens-cap-camera);
  }
  .microphone svg.icon {
    fill: var(--lens-cap-microphone);
  }
  .words {
    display: grid;
    gap: 6px;
    padding: 12px;
    align-content: start;
  }
  .head {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .head h2 {
    flex: 1;
    font-size: var(--lens-cap-large);
    font-weight: 500;
  }
  .head .problem {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .problem svg.icon {
    fill: var(--lens-cap-error);
  }
  .headline {
    font-size: var(--lens-cap-large);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-block-start: 6px;
  }
  .foot .primary {
    flex: 1 1 140px;
  }
  .error {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .error svg.icon {
    fill: var(--lens-cap-error);
  }
  .why {
    padding-block: 8px;
    border-block-start: 1px solid var(--lens-cap-line);
  }
  .why li {
    padding-block: 2px;
  }
  .compact {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: 8px 12px;
    padding: 6px 12px;
    min-block-size: 56px;
  }
  .compact h2 {
    font-size: var(--lens-cap-normal);
    font-weight: 500;
  }
  @container (max-width: 460px) {
    .compact {
      grid-template-columns: auto 1fr;
    }
    .compact .foot {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 700px) {
    .whole:not(.blind) {
      grid-template-columns: 3fr 2fr;
    }
  }
`;function J(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var Yn,Y=class extends Ot{constructor(...e){super(...e),this.preview=!1,this.live=!1,this.asking=!1,this.busy=!1,this.fail=e=>{Ue(this,`failure`),this.hass!==void 0&&(this.error=Et(this.hass.localize,e))}}static getConfigForm(){return wn}static getStubConfig(e){return{entity:Object.keys(e.entities).find(t=>t.startsWith(`camera.`)&&e.entities[t]?.platform===`lens_cap`)??`camera.none`}}setConfig(e){this.config=Cn(e),this.live=this.config.picture===`live`}getCardSize(){return this.config?.layout===`compact`?1:6}getGridOptions(){return this.config?.layout===`compact`?{columns:12,rows:1,min_columns:6}:{columns:12,min_columns:6}}get hass(){return super.hass}set hass(e){super.hass=e,this.live&&e!==void 0&&this.renderRoot.querySelector(`lens-cap-picture`)?.refresh(e)}concerns(e,t){return e.status!==t.status||e.you!==t.you||e.household!==t.household||e.closing!==t.closing||this.find(e)!==this.find(t)}willUpdate(){let{camera:e,view:t}=this;t!==void 0&&e!==void 0&&_t(t,e)||(this.live=this.config?.picture===`live`)}render(){let{config:e,hass:t,view:n,camera:r}=this;if(e===void 0)return S;if(t===void 0||n===void 0||!this.speaks)return b`<ha-card
        >${e.layout===`compact`||e.picture===`none`?b`<div class="compact"></div>`:b`<lens-cap-picture></lens-cap-picture>
                <div class="marks"></div>`}</ha-card
      >`;let i=n.household?.time_zone??t.config.time_zone,a=jt(t.locale,i,()=>Date.now()),o={config:e,say:this.say,at:a,view:n,camera:r,words:Gt(n,r,a),name:e.name??r?.name??``,live:this.live,preview:this.preview,busy:this.busy,error:this.error,asking:this.asking,why:this.reasons,home:()=>this.hass};return e.layout===`compact`?zn(o,this):Rn(o,this)}press(){let{hass:e,view:t,camera:n}=this;if(e===void 0||t===void 0||n?.entity_id==null)return;let{entity_id:r}=n;switch(Gt(t,n,jt(e.locale,e.config.time_zone,()=>Date.now())).act){case`make_private`:case`try_again`:return this.close(n,{});case`close_now`:return this.closeNow(n);case`end_privacy`:return this.run(()=>vn(e,r));case`open_for_a_while`:return this.run(()=>yn(e,r));case`guests_left`:this.asking=!0;return;case`take_back`:return this.takeBack(n);case null:return}}choose(e){let{hass:t,camera:n}=this;if(t===void 0||n?.entity_id==null)return;let r=n.entity_id,i=/^open_(\d+)$/.exec(e)?.[1];if(i!==void 0)return this.run(()=>yn(t,r,Number(i)));let a=Tn[e];if(a!==void 0)return this.close(n,a);this.others(t,n,r)[e]?.()}others(e,t,n){let{audio_recording:r}=t.entities,i=this.view?.household?.entities.all_private;return{watch:()=>this.watch(),still:()=>this.live=!1,forget:()=>this.feed?.forget(t.camera_id),make_private:()=>this.close(t,{}),end_all:()=>this.run(async()=>i!=null&&K(e,i,!1)),answer:()=>We(`/lens-cap`),sound:()=>(t.camera_id,void 0),silence:()=>this.run(async()=>r!==null&&K(e,r,!1)),why:()=>this.explain(e,t),zones:()=>(t.camera_id,void 0),page:()=>He(this,n),security:()=>We(`/config/repairs`)}}watch(){this.live=!0}cancel(){this.asking=!1}guestsLeft(){let{hass:e}=this,t=this.view?.household?.entities.guests;this.asking=!1,e!==void 0&&this.run(()=>t==null?bn(e,!1):K(e,t,!1))}get camera(){return this.view&&this.find(this.view)}find(e){return e.cameras.find(e=>e.entity_id===this.config?.entity)}close(e,t){let{hass:n,feed:r}=this,{entity_id:i}=e;n!==void 0&&i!==null&&(this.error=void 0,r?.close(e.camera_id,()=>_n(n,i,t)).catch(this.fail))}closeNow(e){let{hass:t,feed:n}=this,{privacy_mode:r}=e.entities;if(t===void 0||r===null)return this.close(e,{});this.error=void 0,n?.close(e.camera_id,()=>K(t,r,!0)).catch(this.fail)}takeBack(e){let t=e.asked?.request_id;this.run(async()=>this.hass?.callWS({type:`lens_cap/questions/deny`,request_id:t}))}explain(e,t){this.reasons===void 0?this.run(async()=>{let n=await e.callWS({type:`lens_cap/why`,camera_id:t.camera_id});this.reasons=Pn(n)}):this.reasons=void 0}run(e){this.busy||(this.busy=!0,this.error=void 0,e().then(()=>Ue(this,`success`),this.fail).finally(()=>this.busy=!1))}};Yn=Y,Yn.styles=[B,V,Jn],J([G()],Y.prototype,`config`,void 0),J([G()],Y.prototype,`live`,void 0),J([G()],Y.prototype,`asking`,void 0),J([G()],Y.prototype,`error`,void 0),J([G()],Y.prototype,`busy`,void 0),J([G()],Y.prototype,`reasons`,void 0);var Xn;function Zn(e,t){let n=t.entity_id??``,r=e.entities[n];return r?.platform===`lens_cap`?n.startsWith(`camera.`)||r.translation_key===`privacy_mode`:!1}var Qn=class extends Ot{constructor(...e){super(...e),this.error=``,this.asking=!1}static getStubConfig(){return{type:`custom:lens-cap-privacy-feature`}}setConfig(e){}get camera(){let e=this.context?.entity_id??``;return this.view?.cameras.find(t=>t.entity_id===e||t.entities.privacy_mode===e)}render(){let{hass:e,view:t,camera:n}=this;if(e===void 0||t===void 0||!this.speaks)return S;let r=Gt(t,n,jt(e.locale,e.config.time_zone,()=>Date.now())),i=this.asking?{key:`card.guests_left_yes`}:r.button??r.headline;return i===null?S:b`<button
        ?disabled=${r.act===null}
        @click=${()=>n&&this.press(e,n,r.act)}
      >
        ${this.say(i.key,`values`in i?i.values:void 0)}
      </button>
      <p role="alert">${this.error}</p>`}press(e,t,n){let{entity_id:r}=t;if(r===null||this.feed===void 0)return;if(n===`guests_left`&&!this.asking){this.asking=!0;return}this.asking=!1;let{privacy_mode:i}=t.entities,a={end_privacy:()=>vn(e,r),open_for_a_while:()=>yn(e,r),guests_left:()=>bn(e,!1),take_back:()=>e.callWS({type:`lens_cap/questions/deny`,request_id:t.asked?.request_id})}[n??``],o=()=>n===`close_now`&&i!==null?K(e,i,!0):_n(e,r);this.error=``,(a===void 0?this.feed.close(t.camera_id,o):a()).catch(t=>this.error=Et(e.localize,t))}};Xn=Qn,Xn.styles=[B,V,o`
      button {
        inline-size: 100%;
        min-block-size: max(var(--feature-height, 42px), 44px);
        border-radius: var(--feature-border-radius, 12px);
      }
    `],J([G()],Qn.prototype,`error`,void 0),J([G()],Qn.prototype,`asking`,void 0);var $n={action:`none`};async function er(e,t){let n=(await window.loadCardHelpers?.())?.createCardElement({type:`picture-entity`,entity:t,camera_view:`live`,show_name:!1,show_state:!1,tap_action:$n,hold_action:$n,double_tap_action:$n});return n!==void 0&&(n.hass=e),n}var tr,nr=1e4,rr=1280,X=class extends T{constructor(...e){super(...e),this.look=`waiting`,this.label=``,this.level=``,this.entityId=``,this.live=!1,this.home=()=>void 0,this.generation=0,this.inSight=!1,this.seen=()=>{this.watching?this.timer===void 0&&this.player===void 0&&this.begin():this.drop()}}connectedCallback(){super.connectedCallback(),document.addEventListener(`visibilitychange`,this.seen),this.watcher=new IntersectionObserver(e=>{this.inSight=e.some(e=>e.isIntersecting),this.seen()}),this.watcher.observe(this)}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener(`visibilitychange`,this.seen),this.watcher?.disconnect(),this.inSight=!1,this.drop()}refresh(e){this.player!==void 0&&(this.player.hass=e)}willUpdate(e){(e.has(`look`)||e.has(`live`)||e.has(`entityId`))&&(this.drop(),e.has(`entityId`)&&(this.shown=void 0),this.hasUpdated&&this.begin())}render(){let e=this.look===`picture`;return b`<div class="box ${this.look}">
      ${e&&this.player!==void 0?b`<div class="player">${this.player}</div>`:e&&this.shown!==void 0?b`<img src=${this.shown} alt=${this.label} draggable="false" />`:this.cap()}
    </div>`}cap(){return this.look===`picture`?S:b`<div class="cap">
      ${E(this.look===`away`?`away`:this.look===`unknown`?`alert`:`eye_off`)}${this.level===``?S:b`<span>${this.level}</span>`}
    </div>`}get watching(){return this.look===`picture`&&this.isConnected&&this.inSight&&!document.hidden}drop(){this.generation+=1,window.clearTimeout(this.timer),this.timer=void 0,this.player=void 0,this.look===`picture`&&this.isConnected||(this.shown=void 0)}begin(){this.watching&&(this.live?this.play():this.fetch())}async play(){let{generation:e}=this,t=this.home(),n=t&&await er(t,this.entityId);e===this.generation&&this.watching&&(this.player=n)}fetch(){let{generation:e}=this;this.timer=window.setTimeout(()=>this.fetch(),nr);let t=this.home()?.states[this.entityId]?.attributes.entity_picture;if(typeof t!=`string`||!t.startsWith(`/api/camera_proxy/`))return;let n=Math.min(rr,Math.ceil(this.clientWidth*window.devicePixelRatio)||640),r=new Image;r.src=`${t}&width=${n}&height=${Math.ceil(n*9/16)}&at=${Date.now()}`,r.decode().then(()=>{e===this.generation&&this.watching&&(this.shown=r.src)},()=>void 0)}};tr=X,tr.styles=[B,o`
      :host {
        display: block;
      }
      .box {
        position: relative;
        display: grid;
        place-items: center;
        inline-size: 100%;
        aspect-ratio: 16 / 9;
        overflow: hidden;
        background: #20262c;
        color: var(--lens-cap-calm-text);
      }
      .box.private,
      .box.waiting {
        background: var(--lens-cap-calm);
      }
      .box.unknown,
      .box.away {
        background: #3a3a3a;
      }
      .box.away {
        border-block: 3px dashed #9a9a9a;
      }
      .cap {
        display: grid;
        justify-items: center;
        gap: 8px;
        font-size: var(--lens-cap-large);
      }
      .cap svg.icon {
        inline-size: 56px;
        block-size: 56px;
      }
      img,
      .player {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
      }
      img {
        object-fit: contain;
        -webkit-touch-callout: none;
        user-select: none;
      }
      .player > * {
        --ha-card-border-radius: 0;
        --ha-card-border-width: 0;
        --ha-card-box-shadow: none;
        display: block;
        block-size: 100%;
      }
    `],J([W({attribute:!1})],X.prototype,`look`,void 0),J([W({attribute:!1})],X.prototype,`label`,void 0),J([W({attribute:!1})],X.prototype,`level`,void 0),J([W({attribute:!1})],X.prototype,`entityId`,void 0),J([W({attribute:!1})],X.prototype,`live`,void 0),J([W({attribute:!1})],X.prototype,`home`,void 0),J([G()],X.prototype,`shown`,void 0),J([G()],X.prototype,`player`,void 0);var ir,Z=class extends T{constructor(...e){super(...e),this.label=``,this.options=[],this.value=``}render(){return b`<fieldset>
      <legend>${this.label}</legend>
      ${this.options.map(({value:e,label:t})=>b`<label
            ><input
              type="radio"
              name="choice"
              .value=${e}
              .checked=${e===this.value}
              @change=${()=>this.choose(e)}
            />${t}</label
          >`)}
    </fieldset>`}choose(e){this.value=e,this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}};ir=Z,ir.styles=[B,V,o`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: 0;
        padding: 0;
        border: 0;
        min-inline-size: 0;
      }
      legend {
        padding: 0 0 4px;
      }
      label {
        position: relative;
        flex: 1 1 auto;
        display: flex;
        align-items: center;
        justify-content: center;
        min-block-size: var(--lens-cap-target);
        min-inline-size: var(--lens-cap-target);
        padding: 4px 12px;
        border: 1px solid var(--lens-cap-quiet);
        border-radius: var(--lens-cap-radius);
        cursor: pointer;
        text-align: center;
      }
      label:has(input:checked) {
        border: 2px solid var(--lens-cap-accent);
        font-weight: 500;
        background: color-mix(in srgb, var(--lens-cap-accent) 10%, transparent);
      }
      label:has(input:focus-visible) {
        outline: 3px solid var(--lens-cap-accent);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        inset: 0;
        opacity: 0;
        cursor: pointer;
        min-block-size: 0;
      }
    `],J([W({attribute:!1})],Z.prototype,`label`,void 0),J([W({attribute:!1})],Z.prototype,`options`,void 0),J([W({attribute:!1})],Z.prototype,`value`,void 0);var ar=new Set,or;function sr(e){return ar.add(e),or??=window.setInterval(()=>{for(let e of[...ar])e()},1e3),()=>{ar.delete(e),ar.size===0&&(window.clearInterval(or),or=void 0)}}var cr,lr=60,ur=3600;function dr(e){return e>ur?{key:`common.hours_left`,values:{hours:Math.round(e/ur)}}:{key:`common.time_left`,values:{time:`${Math.floor(e/lr)}:${String(Math.floor(e%lr)).padStart(2,`0`)}`}}}var fr=class extends T{constructor(...e){super(...e),this.ends=``,this.say=()=>``}connectedCallback(){super.connectedCallback(),this.leave=sr(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.leave?.()}render(){let{key:e,values:t}=dr(Math.max(0,(new Date(this.ends).getTime()-Date.now())/1e3));return b`<span role="timer" aria-live="off">${this.say(e,t)}</span>`}};cr=fr,cr.styles=[B,o`
      :host {
        color: var(--lens-cap-quiet);
        font-variant-numeric: tabular-nums;
      }
    `],J([W({attribute:!1})],fr.prototype,`ends`,void 0),J([W({attribute:!1})],fr.prototype,`say`,void 0);var pr,Q=class extends T{constructor(...e){super(...e),this.label=``,this.icon=`more`,this.items=[],this.open=!1,this.pressed=e=>{if(!this.open)return;if(e.key===`Escape`){e.stopPropagation(),this.shut();return}let t={ArrowDown:1,ArrowUp:-1}[e.key];if(t===void 0)return;e.preventDefault();let n=[...this.renderRoot.querySelectorAll(`button`)],r=this.renderRoot.activeElement;n[(n.indexOf(r)+t+n.length)%n.length]?.focus()},this.left=e=>{e.relatedTarget!==null&&this.contains(e.relatedTarget)||e.relatedTarget===this||(this.open=!1)}}connectedCallback(){super.connectedCallback(),this.addEventListener(`keydown`,this.pressed),this.addEventListener(`focusout`,this.left)}disconnectedCallback(){super.disconnectedCallback(),this.removeEventListener(`keydown`,this.pressed),this.removeEventListener(`focusout`,this.left),this.open=!1}render(){return b`<button
        class="opener"
        aria-label=${this.label}
        aria-expanded=${this.open?`true`:`false`}
        @click=${()=>this.open=!this.open}
      >
        ${E(this.icon)}
      </button>
      ${this.open?b`<ul>
              ${this.items.map(({id:e,label:t})=>b`<li>
                    <button @click=${()=>this.choose(e)}>${t}</button>
                  </li>`)}
            </ul>`:S}`}choose(e){this.shut(),this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}shut(){this.open=!1,this.renderRoot.querySelector(`.opener`)?.focus()}};pr=Q,pr.styles=[B,V,o`
      :host {
        position: relative;
        display: inline-block;
      }
      ul {
        position: absolute;
        z-index: 6;
        inset-inline-end: 0;
        inset-block-start: calc(100% + 4px);
        inline-size: max-content;
        max-inline-size: min(280px, 80vw);
        padding: 4px;
        border: 1px solid var(--lens-cap-line);
        border-radius: 12px;
        background: var(--lens-cap-surface);
        background: var(--card-background-color, Canvas);
        box-shadow: 0 4px 16px rgb(0 0 0 / 35%);
      }
      :host([start]) ul {
        inset-inline: 0 auto;
      }
      li button {
        inline-size: 100%;
        justify-content: flex-start;
        border-color: transparent;
        text-align: start;
      }
    `],J([W({attribute:!1})],Q.prototype,`label`,void 0),J([W({attribute:!1})],Q.prototype,`icon`,void 0),J([W({attribute:!1})],Q.prototype,`items`,void 0),J([G()],Q.prototype,`open`,void 0);var mr,$=class extends T{constructor(...e){super(...e),this.heading=``,this.closeLabel=``,this.wide=!1}render(){return b`<dialog aria-labelledby="heading" @cancel=${this.cancelled} @close=${this.closed}>
      <header>
        <h2 id="heading" tabindex="-1">${this.heading}</h2>
        <slot name="action"></slot>
        ${this.closeLabel===``?S:b`<button class="bare" aria-label=${this.closeLabel} @click=${()=>this.close()}>
                ${E(`close`)}
              </button>`}
      </header>
      <div class="body"><slot></slot></div>
    </dialog>`}firstUpdated(){this.dialog.showModal(),this.title_.focus()}close(){this.asked()&&this.dialog.close()}asked(){return this.dispatchEvent(new Event(`closing`,{cancelable:!0}))}cancelled(e){e.preventDefault(),this.close()}closed(){this.dispatchEvent(new Event(`closed`))}};mr=$,mr.styles=[B,V,o`
      dialog {
        inline-size: min(560px, 100vw);
        max-inline-size: 100vw;
        max-block-size: 94dvh;
        padding: 0;
        border: 0;
        border-radius: 16px;
        background: var(--lens-cap-surface);
        color: var(--lens-cap-text);
        overflow: auto;
        overscroll-behavior: contain;
      }
      :host([wide]) dialog {
        inline-size: min(1200px, 100vw);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 55%);
      }
      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 8px 8px 16px;
        padding-inline: 16px 8px;
        background: var(--lens-cap-surface);
      }
      h2 {
        flex: 1;
        font-size: var(--lens-cap-heading);
        font-weight: 500;
      }
      h2:focus-visible {
        outline: none;
      }
      .body {
        padding: 0 16px calc(16px + var(--safe-area-inset-bottom, 0px));
      }
      @media (max-width: 600px) {
        dialog {
          margin-block-end: 0;
          border-end-start-radius: 0;
          border-end-end-radius: 0;
          inline-size: 100vw;
        }
      }
    `],J([W({attribute:!1})],$.prototype,`heading`,void 0),J([W({attribute:!1})],$.prototype,`closeLabel`,void 0),J([W({type:Boolean,reflect:!0})],$.prototype,`wide`,void 0),J([hn(`dialog`)],$.prototype,`dialog`,void 0),J([hn(`h2`)],$.prototype,`title_`,void 0);var hr,gr=6;function _r(e,t){let n=new Map,r=Object.keys(e.entities).filter(t=>t.startsWith(`camera.`)&&e.entities[t]?.platform===`lens_cap`).filter(t=>e.entities[t]?.hidden!==!0).sort();for(let i of r){let r=e.entities[i],a=r?.area_id??e.devices[r?.device_id??``]?.area_id??``,o=e.areas[a]?.name??t,s=n.get(o)??{title:o,cameras:[]};s.cameras.push(i),n.set(o,s)}return[...n.values()].sort((e,n)=>Number(e.title===t)-Number(n.title===t))}var vr=class extends HTMLElement{static async generate(e,t){await wt(t);let n=Tt(t.localize),r=_r(t,n(`dashboard.elsewhere`)),i=r.reduce((e,{cameras:t})=>e+t.length,0),a=i>gr?`compact`:`full`,o=e=>e.map(e=>({type:`custom:lens-cap-card`,entity:e,layout:a})),s={type:`grid`,cards:[{type:`markdown`,content:n(`dashboard.none`)},yr(n(`dashboard.set_up`),`/config/integrations/integration/lens_cap`)]};return{title:n(`dashboard.title`),views:[{title:n(`dashboard.cameras`),path:`cameras`,icon:`mdi:cctv`,type:`sections`,max_columns:4,badges:[{type:`custom:lens-cap-badge`}],sections:i===0?[s]:[...r.map(({title:e,cameras:t})=>({type:`grid`,cards:[{type:`heading`,heading:e},...o(t)]})),{type:`grid`,cards:[yr(n(`dashboard.panel`),`/lens-cap`)]}]}]}}};hr=vr,hr.registryDependencies=[`entities`,`devices`,`areas`],hr.noEditor=!0;var yr=(e,t)=>({type:`button`,name:e,icon:`mdi:arrow-right`,show_state:!1,tap_action:{action:`navigate`,navigation_path:t}}),br=[`home-assistant`,`hc-main`],xr=50,Sr=1e4,Cr=()=>br.some(e=>window.customElements.get(e)!==void 0);function wr(e,t){let n=()=>{for(let[t,n]of Object.entries(e))window.customElements.get(t)===void 0&&window.customElements.define(t,n);t()};if(Cr()){n();return}let r=Date.now()+Sr,i=()=>{Cr()||Date.now()>r?n():window.setTimeout(i,xr)};window.setTimeout(i,xr)}var Tr=`Lens Cap`,Er=`https://github.com/lens-cap/lens-cap`;function Dr(e,t){return t.startsWith(`camera.`)&&e.entities[t]?.platform===`lens_cap`?{config:{type:`custom:lens-cap-card`,entity:t}}:null}function Or(e,t){let n=e.find(({type:e})=>e===t.type);return n===void 0?(e.push(t),t):n}function kr(e){let t={name:Tr,description:``};Ar({card:Or(window.customCards??=[],{...t,type:`lens-cap-card`,preview:!0,documentationURL:Er,getEntitySuggestion:Dr}),badge:Or(window.customBadges??=[],{...t,type:`lens-cap-badge`}),feature:Or(window.customCardFeatures??=[],{...t,type:`lens-cap-privacy-feature`,isSupported:e,configurable:!1}),strategy:Or(window.customStrategies??=[],{...t,type:`lens-cap`,strategyType:`dashboard`})})}async function Ar(e){let t=document.querySelector(`home-assistant`)?.hass;if(t===void 0)return;await wt(t);let n=Tt(t.localize);for(let[t,r]of Object.entries(e))r.name=n(`offer.${t}`)||Tr,r.description=n(`offer.${t}_what`)}wr({"lens-cap-badge":dn,"lens-cap-card":Y,"lens-cap-choice":Z,"lens-cap-countdown":fr,"lens-cap-menu":Q,"lens-cap-picture":X,"lens-cap-privacy-feature":Qn,"lens-cap-sheet":$,"ll-strategy-dashboard-lens-cap":vr},()=>kr(Zn));