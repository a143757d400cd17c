var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:p,getPrototypeOf:m}=Object,ee=globalThis,te=ee.trustedTypes,ne=te?te.emptyScript:``,re=ee.reactiveElementPolyfillSupport,ie=(e,t)=>e,ae={toAttribute(e,t){switch(t){case Boolean:e=e?ne:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},oe=(e,t)=>!l(e,t),se={attribute:!0,type:String,converter:ae,reflect:!1,useDefault:!1,hasChanged:oe};Symbol.metadata??=Symbol(`metadata`),ee.litPropertyMetadata??=new WeakMap;var ce=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=se){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??se}static _$Ei(){if(this.hasOwnProperty(ie(`elementProperties`)))return;let e=m(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(ie(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(ie(`properties`))){let e=this.properties,t=[...f(e),...p(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?ae:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?ae:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??oe)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};ce.elementStyles=[],ce.shadowRootOptions={mode:`open`},ce[ie(`elementProperties`)]=new Map,ce[ie(`finalized`)]=new Map,re?.({ReactiveElement:ce}),(ee.reactiveElementVersions??=[]).push(`2.1.2`);var le=globalThis,ue=e=>e,de=le.trustedTypes,fe=de?de.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,pe=`$lit$`,h=`lit$${Math.random().toFixed(9).slice(2)}$`,me=`?`+h,he=`<${me}>`,ge=document,_e=()=>ge.createComment(``),ve=e=>e===null||typeof e!=`object`&&typeof e!=`function`,ye=Array.isArray,be=e=>ye(e)||typeof e?.[Symbol.iterator]==`function`,xe=`[ 	
\f\r]`,Se=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ce=/-->/g,we=/>/g,Te=RegExp(`>|${xe}(?:([^\\s"'>=/]+)(${xe}*=${xe}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Ee=/'/g,De=/"/g,Oe=/^(?:script|style|textarea|title)$/i,ke=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),g=ke(1),_=ke(2),Ae=Symbol.for(`lit-noChange`),v=Symbol.for(`lit-nothing`),je=new WeakMap,Me=ge.createTreeWalker(ge,129);function Ne(e,t){if(!ye(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return fe===void 0?t:fe.createHTML(t)}var Pe=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=Se;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===Se?c[1]===`!--`?o=Ce:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=Te):(Oe.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=Te):o=we:o===Te?c[0]===`>`?(o=i??Se,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?Te:c[3]===`"`?De:Ee):o===De||o===Ee?o=Te:o===Ce||o===we?o=Se:(o=Te,i=void 0);let d=o===Te&&e[t+1].startsWith(`/>`)?` `:``;a+=o===Se?n+he:l>=0?(r.push(s),n.slice(0,l)+pe+n.slice(l)+h+d):n+h+(l===-2?t:d)}return[Ne(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Fe=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Pe(t,n);if(this.el=e.createElement(l,r),Me.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=Me.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(pe)){let t=u[o++],n=i.getAttribute(e).split(h),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Be:r[1]===`?`?Ve:r[1]===`@`?He:ze}),i.removeAttribute(e)}else e.startsWith(h)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Oe.test(i.tagName)){let e=i.textContent.split(h),t=e.length-1;if(t>0){i.textContent=de?de.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],_e()),Me.nextNode(),c.push({type:2,index:++a});i.append(e[t],_e())}}}else if(i.nodeType===8){if(i.data===me)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(h,e+1))!==-1;)c.push({type:7,index:a}),e+=h.length-1}}a++}}static createElement(e,t){let n=ge.createElement(`template`);return n.innerHTML=e,n}};function Ie(e,t,n=e,r){if(t===Ae)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=ve(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=Ie(e,i._$AS(e,t.values),i,r)),t}var Le=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??ge).importNode(t,!0);Me.currentNode=r;let i=Me.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Re(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ue(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=Me.nextNode(),a++)}return Me.currentNode=ge,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Re=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=v,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=Ie(this,e,t),ve(e)?e===v||e==null||e===``?(this._$AH!==v&&this._$AR(),this._$AH=v):e!==this._$AH&&e!==Ae&&this._(e):e._$litType$===void 0?e.nodeType===void 0?be(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==v&&ve(this._$AH)?this._$AA.nextSibling.data=e:this.T(ge.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Fe.createElement(Ne(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Le(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=je.get(e.strings);return t===void 0&&je.set(e.strings,t=new Fe(e)),t}k(t){ye(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(_e()),this.O(_e()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ue(e).nextSibling;ue(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},ze=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=v,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=v}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=Ie(this,e,t,0),a=!ve(e)||e!==this._$AH&&e!==Ae,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=Ie(this,r[n+o],t,o),s===Ae&&(s=this._$AH[o]),a||=!ve(s)||s!==this._$AH[o],s===v?e=v:e!==v&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===v?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Be=class extends ze{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===v?void 0:e}},Ve=class extends ze{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==v)}},He=class extends ze{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=Ie(this,e,t,0)??v)===Ae)return;let n=this._$AH,r=e===v&&n!==v||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==v&&(n===v||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ue=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){Ie(this,e)}},We={M:pe,P:h,A:me,C:1,L:Pe,R:Le,D:be,V:Ie,I:Re,H:ze,N:Ve,U:He,B:Be,F:Ue},Ge=le.litHtmlPolyfillSupport;Ge?.(Fe,Re),(le.litHtmlVersions??=[]).push(`3.3.3`);var Ke=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Re(t.insertBefore(_e(),e),e,void 0,n??{})}return i._$AI(e),i},qe=globalThis,y=class extends ce{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ke(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return Ae}};y._$litElement$=!0,y.finalized=!0,qe.litElementHydrateSupport?.({LitElement:y});var Je=qe.litElementPolyfillSupport;Je?.({LitElement:y}),(qe.litElementVersions??=[]).push(`4.2.2`);var Ye={attribute:!0,type:String,converter:ae,reflect:!1,hasChanged:oe},Xe=(e=Ye,t,n)=>{let{kind:r,metadata:i}=n,a=globalThis.litPropertyMetadata.get(i);if(a===void 0&&globalThis.litPropertyMetadata.set(i,a=new Map),r===`setter`&&((e=Object.create(e)).wrapped=!0),a.set(n.name,e),r===`accessor`){let{name:r}=n;return{set(n){let i=t.get.call(this);t.set.call(this,n),this.requestUpdate(r,i,e,!0,n)},init(t){return t!==void 0&&this.C(r,void 0,e,t),t}}}if(r===`setter`){let{name:r}=n;return function(n){let i=this[r];t.call(this,n),this.requestUpdate(r,i,e,!0,n)}}throw Error(`Unsupported decorator location: `+r)};function b(e){return(t,n)=>typeof n==`object`?Xe(e,t,n):((e,t,n)=>{let r=t.hasOwnProperty(n);return t.constructor.createProperty(n,e),r?Object.getOwnPropertyDescriptor(t,n):void 0})(e,t,n)}function x(e){return b({...e,state:!0,attribute:!1})}var Ze=(e,t,n)=>(n.configurable=!0,n.enumerable=!0,Reflect.decorate&&typeof t!=`object`&&Object.defineProperty(e,t,n),n);function Qe(e,t){return(n,r,i)=>{let a=t=>t.renderRoot?.querySelector(e)??null;if(t){let{get:e,set:t}=typeof r==`object`?n:i??(()=>{let e=Symbol();return{get(){return this[e]},set(t){this[e]=t}}})();return Ze(n,r,{get(){let n=e.call(this);return n===void 0&&(n=a(this),(n!==null||this.hasUpdated)&&t.call(this,n)),n}})}return Ze(n,r,{get(){return a(this)}})}}var $e={alert:`M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z`,away:`M20.84 22.73L18.11 20H17C15.9 20 15 19.1 15 18V16.89L12.66 14.55L11.81 15.04C10.86 15.59 9.63 15.26 9.08 14.31L7.58 11.71C7.18 11 7.25 10.18 7.68 9.57L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M18.5 13C18.5 12.43 18.3 11.9 17.97 11.5L19.94 10.35C20.95 9.76 21.3 8.47 20.71 7.46L19.33 5.06C18.74 4.05 17.45 3.7 16.44 4.28L10.77 7.57L17.86 14.66C18.26 14.22 18.5 13.64 18.5 13M2 12.62L5.5 18.68L8.03 15.5L6.03 12.03L2 12.62Z`,close:`M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z`,dot:`M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z`,down:`M7.41,8.58L12,13.17L16.59,8.58L18,10L12,16L6,10L7.41,8.58Z`,eye:`M12,9A3,3 0 0,0 9,12A3,3 0 0,0 12,15A3,3 0 0,0 15,12A3,3 0 0,0 12,9M12,17A5,5 0 0,1 7,12A5,5 0 0,1 12,7A5,5 0 0,1 17,12A5,5 0 0,1 12,17M12,4.5C7,4.5 2.73,7.61 1,12C2.73,16.39 7,19.5 12,19.5C17,19.5 21.27,16.39 23,12C21.27,7.61 17,4.5 12,4.5Z`,eye_off:`M11.83,9L15,12.16C15,12.11 15,12.05 15,12A3,3 0 0,0 12,9C11.94,9 11.89,9 11.83,9M7.53,9.8L9.08,11.35C9.03,11.56 9,11.77 9,12A3,3 0 0,0 12,15C12.22,15 12.44,14.97 12.65,14.92L14.2,16.47C13.53,16.8 12.79,17 12,17A5,5 0 0,1 7,12C7,11.21 7.2,10.47 7.53,9.8M2,4.27L4.28,6.55L4.73,7C3.08,8.3 1.78,10 1,12C2.73,16.39 7,19.5 12,19.5C13.55,19.5 15.03,19.2 16.38,18.66L16.81,19.08L19.73,22L21,20.73L3.27,3M12,7A5,5 0 0,1 17,12C17,12.64 16.87,13.26 16.64,13.82L19.57,16.75C21.07,15.5 22.27,13.86 23,12C21.27,7.61 17,4.5 12,4.5C10.6,4.5 9.26,4.75 8,5.2L10.17,7.35C10.74,7.13 11.35,7 12,7Z`,eye_outline:`M12,9A3,3 0 0,1 15,12A3,3 0 0,1 12,15A3,3 0 0,1 9,12A3,3 0 0,1 12,9M12,4.5C17,4.5 21.27,7.61 23,12C21.27,16.39 17,19.5 12,19.5C7,19.5 2.73,16.39 1,12C2.73,7.61 7,4.5 12,4.5M3.18,12C4.83,15.36 8.24,17.5 12,17.5C15.76,17.5 19.17,15.36 20.82,12C19.17,8.64 15.76,6.5 12,6.5C8.24,6.5 4.83,8.64 3.18,12Z`,guests:`M12,5.5A3.5,3.5 0 0,1 15.5,9A3.5,3.5 0 0,1 12,12.5A3.5,3.5 0 0,1 8.5,9A3.5,3.5 0 0,1 12,5.5M5,8C5.56,8 6.08,8.15 6.53,8.42C6.38,9.85 6.8,11.27 7.66,12.38C7.16,13.34 6.16,14 5,14A3,3 0 0,1 2,11A3,3 0 0,1 5,8M19,8A3,3 0 0,1 22,11A3,3 0 0,1 19,14C17.84,14 16.84,13.34 16.34,12.38C17.2,11.27 17.62,9.85 17.47,8.42C17.92,8.15 18.44,8 19,8M5.5,18.25C5.5,16.18 8.41,14.5 12,14.5C15.59,14.5 18.5,16.18 18.5,18.25V20H5.5V18.25M0,20V18.5C0,17.11 1.89,15.94 4.45,15.6C3.86,16.28 3.5,17.22 3.5,18.25V20H0M24,20H20.5V18.25C20.5,17.22 20.14,16.28 19.55,15.6C22.11,15.94 24,17.11 24,18.5V20Z`,menu:`M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z`,microphone_off:`M19,11C19,12.19 18.66,13.3 18.1,14.28L16.87,13.05C17.14,12.43 17.3,11.74 17.3,11H19M15,11.16L9,5.18V5A3,3 0 0,1 12,2A3,3 0 0,1 15,5V11L15,11.16M4.27,3L21,19.73L19.73,21L15.54,16.81C14.77,17.27 13.91,17.58 13,17.72V21H11V17.72C7.72,17.23 5,14.41 5,11H6.7C6.7,14 9.24,16.1 12,16.1C12.81,16.1 13.6,15.91 14.31,15.58L12.65,13.92L12,14A3,3 0 0,1 9,11V10.28L3,4.27L4.27,3Z`,more:`M12,16A2,2 0 0,1 14,18A2,2 0 0,1 12,20A2,2 0 0,1 10,18A2,2 0 0,1 12,16M12,10A2,2 0 0,1 14,12A2,2 0 0,1 12,14A2,2 0 0,1 10,12A2,2 0 0,1 12,10M12,4A2,2 0 0,1 14,6A2,2 0 0,1 12,8A2,2 0 0,1 10,6A2,2 0 0,1 12,4Z`,shield:`M12,1L3,5V11C3,16.55 6.84,21.74 12,23C17.16,21.74 21,16.55 21,11V5M11,7H13V13H11M11,15H13V17H11`},S=e=>g`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d=${$e[e]}></path>
  </svg>`;function et(e,t,n){e.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}var tt=(e,t)=>et(e,`hass-more-info`,{entityId:t}),nt=e=>et(e,`hass-toggle-menu`),rt=(e,t)=>et(e,`haptic`,t);function it(e,t=!1){t?history.replaceState(null,``,e):history.pushState(null,``,e),window.dispatchEvent(new CustomEvent(`location-changed`,{detail:{replace:t}}))}var at=`button, a[href], input, select, textarea, summary, [tabindex='0']`,ot=30,st=e=>e.isConnected&&!e.matches(`:disabled`)&&e.getClientRects().length>0;function ct(e){return[...e.querySelectorAll(`*`)].flatMap(e=>[...e.matches(at)?[e]:[],...e.shadowRoot===null?[]:ct(e.shadowRoot)])}function lt(e){let{activeElement:t}=e;for(;t?.shadowRoot?.activeElement;)({activeElement:t}=t.shadowRoot);return t}function ut(e){let t=lt(e);if(t===null)return()=>void 0;let n=ct(e),r=new Set(n),i=a=>{let o=lt(document);if(o!==null&&o!==document.body&&st(o))return;let s=ct(e).filter(st),c=n.slice(0,n.indexOf(t)).reverse(),l=s.find(e=>!r.has(e))??c.find(st)??s[0];l===void 0?a>0&&requestAnimationFrame(()=>i(a-1)):l.focus()};return()=>requestAnimationFrame(()=>i(ot))}var dt={lang:void 0,message:void 0,abortEarly:void 0,abortPipeEarly:void 0};function ft(e){return e?{lang:e?.lang??void 0,message:e?.message,abortEarly:e?.abortEarly??void 0,abortPipeEarly:e?.abortPipeEarly??void 0}:dt}function pt(e){let t=typeof e;return t===`string`?`"${e}"`:t===`number`||t===`bigint`||t===`boolean`?`${e}`:t===`object`||t===`function`?(e&&Object.getPrototypeOf(e)?.constructor?.name)??`null`:t}function C(e,t,n,r,i){let a=i&&`input`in i?i.input:n.value,o=i?.expected??e.expects??null,s=i?.received??pt(a),c={kind:e.kind,type:e.type,input:a,expected:o,received:s,message:`Invalid ${t}: ${o?`Expected ${o} but r`:`R`}eceived ${s}`,requirement:e.requirement,path:i?.path,issues:i?.issues,lang:r.lang,abortEarly:r.abortEarly,abortPipeEarly:r.abortPipeEarly},l=e.kind===`schema`,u=i?.message??e.message??(e.reference,c.lang,void 0)??(l?(c.lang,void 0):null)??r.message??(c.lang,void 0);u!==void 0&&(c.message=typeof u==`function`?u(c):u),l&&(n.typed=!1),n.issues?n.issues.push(c):n.issues=[c]}function mt(e,t){return e===t||Number.isNaN(e)&&Number.isNaN(t)}function ht(e,t){return Object.prototype.hasOwnProperty.call(e,t)&&t!==`__proto__`&&t!==`prototype`&&t!==`constructor`}function gt(e,t){let n=[...new Set(e)];return n.length>1?`(${n.join(` ${t} `)})`:n[0]??`never`}function w(e){return e[`~standard`]={version:1,vendor:`valibot`,validate:t=>e[`~run`]({value:t},ft())},e}var _t=class extends Error{constructor(e){super(e[0].message),this.name=`ValiError`,this.issues=e}},vt={abortEarly:!0};function yt(e,t,n){return typeof e.fallback==`function`?e.fallback(t,n):e.fallback}function bt(e,t){return w({...e,fallback:t,"~run"(t,n){let r=e[`~run`](t,n);return r.issues?{typed:!0,value:yt(this,r,n)}:r}})}function xt(e,t,n){return typeof e.default==`function`?e.default(t,n):e.default}function T(e,t){return w({kind:`schema`,type:`array`,reference:T,expects:`Array`,async:!1,item:e,message:t,"~run"(e,t){let n=e.value;if(Array.isArray(n)){e.typed=!0,e.value=[];for(let r=0;r<n.length;r++){let i=n[r],a=this.item[`~run`]({value:i},t);if(a.issues){let o={type:`array`,origin:`value`,input:n,key:r,value:i};for(let t of a.issues)t.path?t.path.unshift(o):t.path=[o],e.issues?.push(t);if(e.issues||=a.issues,t.abortEarly){e.typed=!1;break}}a.typed||(e.typed=!1),e.value.push(a.value)}}else C(this,`type`,e,t);return e}})}function E(e){return w({kind:`schema`,type:`boolean`,reference:E,expects:`boolean`,async:!1,message:e,"~run"(e,t){return typeof e.value==`boolean`?e.typed=!0:C(this,`type`,e,t),e}})}function St(e,t){return w({kind:`schema`,type:`literal`,reference:St,expects:pt(e),async:!1,literal:e,message:t,"~run"(e,t){return mt(e.value,this.literal)?e.typed=!0:C(this,`type`,e,t),e}})}function D(e,t){return w({kind:`schema`,type:`nullable`,reference:D,expects:`(${e.expects} | null)`,async:!1,wrapped:e,default:t,"~run"(e,t){return e.value===null&&(this.default!==void 0&&(e.value=xt(this,e,t)),e.value===null)?(e.typed=!0,e):this.wrapped[`~run`](e,t)}})}function O(e){return w({kind:`schema`,type:`number`,reference:O,expects:`number`,async:!1,message:e,"~run"(e,t){return typeof e.value==`number`&&!isNaN(e.value)?e.typed=!0:C(this,`type`,e,t),e}})}function k(e,t){return w({kind:`schema`,type:`object`,reference:k,expects:`Object`,async:!1,entries:e,message:t,"~run"(e,t){let n=e.value;if(n&&typeof n==`object`){e.typed=!0,e.value={};for(let r in this.entries){let i=this.entries[r];if(r in n||(i.type===`exact_optional`||i.type===`optional`||i.type===`nullish`)&&i.default!==void 0){let a=r in n?n[r]:xt(i),o=i[`~run`]({value:a},t);if(o.issues){let i={type:`object`,origin:`value`,input:n,key:r,value:a};for(let t of o.issues)t.path?t.path.unshift(i):t.path=[i],e.issues?.push(t);if(e.issues||=o.issues,t.abortEarly){e.typed=!1;break}}o.typed||(e.typed=!1),e.value[r]=o.value}else if(i.fallback!==void 0)e.value[r]=yt(i);else if(i.type!==`exact_optional`&&i.type!==`optional`&&i.type!==`nullish`&&(C(this,`key`,e,t,{input:void 0,expected:`"${r}"`,path:[{type:`object`,origin:`key`,input:n,key:r,value:n[r]}]}),t.abortEarly))break}}else C(this,`type`,e,t);return e}})}function A(e,t){return w({kind:`schema`,type:`optional`,reference:A,expects:`(${e.expects} | undefined)`,async:!1,wrapped:e,default:t,"~run"(e,t){return e.value===void 0&&(this.default!==void 0&&(e.value=xt(this,e,t)),e.value===void 0)?(e.typed=!0,e):this.wrapped[`~run`](e,t)}})}function j(e,t){return w({kind:`schema`,type:`picklist`,reference:j,expects:gt(e.map(pt),`|`),async:!1,options:e,message:t,"~run"(e,t){return this.options.includes(e.value)?e.typed=!0:C(this,`type`,e,t),e}})}function Ct(e,t,n){return w({kind:`schema`,type:`record`,reference:Ct,expects:`Object`,async:!1,key:e,value:t,message:n,"~run"(e,t){let n=e.value;if(n&&typeof n==`object`){e.typed=!0,e.value={};for(let r in n)if(ht(n,r)){let i=n[r],a=this.key[`~run`]({value:r},t);if(a.issues){let o={type:`object`,origin:`key`,input:n,key:r,value:i};for(let t of a.issues)t.path=[o],e.issues?.push(t);if(e.issues||=a.issues,t.abortEarly){e.typed=!1;break}}let o=this.value[`~run`]({value:i},t);if(o.issues){let a={type:`object`,origin:`value`,input:n,key:r,value:i};for(let t of o.issues)t.path?t.path.unshift(a):t.path=[a],e.issues?.push(t);if(e.issues||=o.issues,t.abortEarly){e.typed=!1;break}}a.typed&&o.typed||(e.typed=!1),a.typed&&(e.value[a.value]=o.value)}}else C(this,`type`,e,t);return e}})}function M(e){return w({kind:`schema`,type:`string`,reference:M,expects:`string`,async:!1,message:e,"~run"(e,t){return typeof e.value==`string`?e.typed=!0:C(this,`type`,e,t),e}})}function wt(e,t){return w({kind:`schema`,type:`tuple`,reference:wt,expects:`Array`,async:!1,items:e,message:t,"~run"(e,t){let n=e.value;if(Array.isArray(n)){e.typed=!0,e.value=[];for(let r=0;r<this.items.length;r++){let i=n[r],a=this.items[r][`~run`]({value:i},t);if(a.issues){let o={type:`array`,origin:`value`,input:n,key:r,value:i};for(let t of a.issues)t.path?t.path.unshift(o):t.path=[o],e.issues?.push(t);if(e.issues||=a.issues,t.abortEarly){e.typed=!1;break}}a.typed||(e.typed=!1),e.value.push(a.value)}}else C(this,`type`,e,t);return e}})}function Tt(e){let t;if(e)for(let n of e)if(t)for(let e of n.issues)t.push(e);else t=n.issues;return t}function Et(e,t){return w({kind:`schema`,type:`union`,reference:Et,expects:gt(e.map(e=>e.expects),`|`),async:!1,options:e,message:t,"~run"(e,t){let n,r,i;for(let a of this.options){let o=a[`~run`]({value:e.value},t);if(o.typed){if(o.issues)r?r.push(o):r=[o];else{n=o;break}}else i?i.push(o):i=[o]}if(n)return n;if(r){if(r.length===1)return r[0];C(this,`type`,e,t,{issues:Tt(r)}),e.typed=!0}else if(i?.length===1)return i[0];else C(this,`type`,e,t,{issues:Tt(i)});return e}})}function Dt(){return w({kind:`schema`,type:`unknown`,reference:Dt,expects:`unknown`,async:!1,"~run"(e){return e.typed=!0,e}})}function Ot(e,t,n){return w({kind:`schema`,type:`variant`,reference:Ot,expects:`Object`,async:!1,key:e,options:t,message:n,"~run"(e,t){let n=e.value;if(n&&typeof n==`object`){let r,i=0,a=this.key,o=[],s=(e,c)=>{for(let l of e.options){if(l.type===`variant`)s(l,new Set(c).add(l.key));else{let e=!0,s=0;for(let t of c){let r=l.entries[t];if(t in n?r[`~run`]({typed:!1,value:n[t]},vt).issues:r.type!==`exact_optional`&&r.type!==`optional`&&r.type!==`nullish`){e=!1,a!==t&&(i<s||i===s&&t in n&&!(a in n))&&(i=s,a=t,o=[]),a===t&&o.push(l.entries[t].expects);break}s++}if(e){let e=l[`~run`]({value:n},t);(!r||!r.typed&&e.typed)&&(r=e)}}if(r&&!r.issues)break}};if(s(this,new Set([this.key])),r)return r;C(this,`type`,e,t,{input:n[a],expected:gt(o,`|`),path:[{type:`object`,origin:`value`,input:n,key:a,value:n[a]}]})}else C(this,`type`,e,t);return e}})}function N(e,t,n){let r=e[`~run`]({value:t},ft(n));if(r.issues)throw new _t(r.issues);return r.value}function kt(e,t,n){let r=e[`~run`]({value:t},ft(n));return{typed:r.typed,success:!r.issues,output:r.value,issues:r.issues}}var P=M(),F=D(P),I=E(),At=O(),jt=k({kind:P,name:A(P)}),Mt=k({open:At,worst:F}),Nt=k({camera_id:P,entity_id:F,device_id:F,area_id:F,name:P,placement:P,level:bt(j([`open`,`masked`,`private`]),`private`),reason:P,rule:D(k({rule_id:F,name:F,leave_delay_minutes:A(D(At),null)})),until:F,hold:D(k({until:F,until_everyone_leaves:I,by:D(jt)})),lift:D(k({until:P,by:D(jt)})),asked:D(k({request_id:P,expires_at:P})),zones:T(k({zone_id:P,name:P,covered:I,entity_id:F})),recording_off:A(I,!1),recognition_off:A(I,!1),viewers:At,viewer_kind:F,problem:F,live:P,sound:k({state:bt(j([`off`,`asked`,`on`]),`off`),until:F,by:D(jt),purpose:F,refusal:F,asked:D(k({request_id:P,by:D(jt),expires_at:P,mine:I,may_answer:I}))}),findings:Mt,way_out:bt(j([`end_privacy`,`open_for_a_while`,`guests_left`,`none`]),`none`),stays_by:F,may_close:I,may_ask_sound:I,entities:k({privacy_mode:F,audio_recording:F})}),Pt=k({entry_id:P,starting:I,not_saved:I,all_private:I,all_private_by:D(jt),guests:k({present:bt(j([`no`,`maybe`,`yes`]),`maybe`),until:F}),open_minutes:At,open_minutes_most:At,confirm_lifts:I,pin_set:I,time_zone:P,findings:Mt,entities:k({all_private:F,guests:F}),people:D(T(k({entity_id:P,name:P,where:bt(j([`home`,`away`,`unknown`]),`unknown`)})))}),Ft=k({role:bt(j([`administrator`,`resident`,`other`]),`other`),signed_in:I,may_open:I,may_say_guests:I,may_close_all:I,may_change_rules:I}),It=Ot(`kind`,[k({kind:St(`all`),protocol:At,ui:F,status:bt(j([`running`,`starting`,`not_running`]),`not_running`),you:D(Ft),household:D(Pt),cameras:T(Nt)}),k({kind:St(`changed`),cameras:T(Nt),removed:T(P),you:A(D(Ft)),household:A(D(Pt))})]),Lt={status:`waiting`,you:null,household:null,cameras:[],ui:null,closing:new Map};function Rt(e,t){if(t.kind===`all`){let{status:n,you:r,household:i,cameras:a,ui:o}=t;return{...e,status:n,you:r,household:i,cameras:a,ui:o,closing:Vt(e,a)}}if(e.status!==`running`)return e;let n=new Map(t.cameras.map(e=>[e.camera_id,e])),r=e.cameras.filter(e=>!t.removed.includes(e.camera_id)).map(e=>{let t=n.get(e.camera_id)??e;return n.delete(e.camera_id),t});return{...e,cameras:[...r,...n.values()],you:t.you===void 0?e.you:t.you,household:t.household===void 0?e.household:t.household,closing:Vt(e,t.cameras)}}var zt=e=>({...Lt,status:`lost`,ui:e.ui,closing:new Map([...e.closing.keys()].map(e=>[e,`failed`]))});function Bt(e,t,n){let r=new Map(e.closing);return n===void 0?r.delete(t):r.set(t,n),{...e,closing:r}}function Vt(e,t){let n=t.filter(e=>e.level===`private`);if(!n.some(t=>e.closing.has(t.camera_id)))return e.closing;let r=new Map(e.closing);for(let e of n)r.delete(e.camera_id);return r}var Ht=(e,t)=>e.status===`running`&&t.level!==`private`&&!e.closing.has(t.camera_id),Ut=[1e3,2e3,4e3],Wt=1e4,Gt=new WeakMap,Kt=class e{constructor(e){this.connection=e,this.state=Lt,this.listeners=new Set,this.attempt=0,this.turn=0,this.deadlines=new Map,this.ready=()=>{this.attempt=0,this.drop(),this.subscribe()},this.disconnected=()=>{this.end=void 0,this.drop(),this.set(zt(this.state))}}static of(t){let n=Gt.get(t)??new e(t);return Gt.set(t,n),n}get now(){return this.state}listen(e){return this.listeners.add(e),this.listeners.size===1&&this.begin(),e(this.state),()=>{this.listeners.delete(e),this.listeners.size===0&&this.stop()}}close(e,t){this.set(Bt(this.state,e,`asked`)),window.clearTimeout(this.deadlines.get(e));let n=()=>{this.state.closing.get(e)===`asked`&&this.set(Bt(this.state,e,`failed`))};return this.deadlines.set(e,window.setTimeout(n,Wt)),t().then(()=>void 0,e=>{throw n(),e})}forget(e){this.set(Bt(this.state,e,void 0))}begin(){this.connection.addEventListener(`ready`,this.ready),this.connection.addEventListener(`disconnected`,this.disconnected),this.subscribe()}stop(){this.connection.removeEventListener(`ready`,this.ready),this.connection.removeEventListener(`disconnected`,this.disconnected),this.drop(),this.state={...Lt,closing:this.state.closing}}drop(){this.turn+=1,window.clearTimeout(this.timer);let{end:e}=this;this.end=void 0,e!==void 0&&Promise.resolve(e()).catch(()=>void 0)}subscribe(){let e=++this.turn;this.connection.subscribeMessage(t=>e===this.turn&&this.hear(t),{type:`lens_cap/subscribe`},{resubscribe:!1}).then(t=>{e===this.turn?this.end=t:Promise.resolve(t()).catch(()=>void 0)},()=>e===this.turn&&this.later())}hear(e){let t=kt(It,e);t.success?(this.attempt=0,this.set(Rt(this.state,t.output))):(this.drop(),this.later())}later(){this.set(zt(this.state));let e=Ut[Math.min(this.attempt++,Ut.length-1)];this.timer=window.setTimeout(()=>this.subscribe(),e)}set(e){if(e!==this.state){this.state=e;for(let t of[...this.listeners])t(e)}}},qt=`component.lens_cap.`,Jt=new WeakMap;async function Yt(e){let t=Jt.get(e.connection)??new Map;Jt.set(e.connection,t);let n=t.get(e.language)??Promise.all([`config_panel`,`exceptions`,`entity`,`selector`].map(t=>e.loadBackendTranslation(t,`lens_cap`))).then(()=>e.loadBackendTranslation(`config_panel`,`lens_cap`));t.set(e.language,n);try{return await n}catch(n){throw t.delete(e.language),n}}var Xt=e=>(t,n)=>e(`${qt}config_panel.${t}`,n),L=(e,t)=>e(qt+t);function R(e,t){let{code:n,message:r,translation_key:i,translation_domain:a,translation_placeholders:o}=t??{};return n===`unknown_command`?Xt(e)(`common.unknown_command`):(a===`lens_cap`&&i!==void 0?e(`${qt}exceptions.${i}.message`,o):``)||typeof r==`string`&&r||Xt(e)(`common.no_answer`)}var Zt=[`connection`,`localize`,`locale`,`user`,`themes`],Qt=class extends y{get hass(){return this.current}set hass(e){if(e===void 0)return;let t=this.current;this.current=e,(t===void 0||Zt.some(n=>t[n]!==e[n]))&&(this.requestUpdate(),this.speak(e)),t?.connection!==e.connection&&(this.unsubscribe(),this.subscribe())}connectedCallback(){super.connectedCallback(),this.subscribe()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe()}update(e){let t=ut(this.renderRoot);super.update(e),t()}get speaks(){return this.current!==void 0&&this.language===this.current.language}get say(){return this.current===void 0?()=>``:Xt(this.current.localize)}concerns(e,t){return!0}speak(e){if(this.language===e.language)return;let{language:t}=e;Yt(e).then(()=>{this.language=t,this.requestUpdate()},()=>window.setTimeout(()=>this.isConnected&&this.current&&this.speak(this.current),2e3))}subscribe(){this.isConnected&&this.current!==void 0&&this.unlisten===void 0&&(this.feed=Kt.of(this.current.connection),this.unlisten=this.feed.listen(e=>{let t=this.view;this.view=e,(t===void 0||this.concerns(t,e))&&this.requestUpdate()}))}unsubscribe(){this.unlisten?.(),this.unlisten=void 0}},z=o`
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
  /* A text of another direction than the page's, such as one that is not translated yet, keeps its order. */
  h1,
  h2,
  h3,
  h4,
  p,
  li,
  dt,
  dd,
  span,
  label,
  legend,
  summary,
  button {
    unicode-bidi: plaintext;
  }
  h1,
  h2,
  h3,
  h4,
  p,
  li,
  dt,
  dd,
  label,
  legend,
  summary {
    text-align: -webkit-match-parent;
    text-align: match-parent;
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
`,B=o`
  button,
  select,
  input,
  textarea,
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
  button[disabled],
  button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.6;
  }
  select,
  input,
  textarea {
    inline-size: 100%;
    min-inline-size: 0;
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
  :is(button, select, input, textarea, summary, a, [tabindex]):focus-visible {
    outline: 3px solid var(--lens-cap-accent);
    outline-offset: 2px;
  }
  label,
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--lens-cap-gap);
  }
`,V=(e,t)=>t===void 0?{key:e}:{key:e,values:t},$t=[`records_nothing`,`recognises_nobody`,`records_and_recognises_nothing`],en=({recording_off:e,recognition_off:t})=>$t[Number(e)+2*Number(t)-1];function tn(e){let t=en(e);return t===void 0?null:V(`card.${t}`)}function nn(e,t){let n=en({recording_off:t.recording_off&&!e.recording_off,recognition_off:t.recognition_off&&!e.recognition_off});return n===void 0?null:V(`week.perhaps_${n}`)}var rn=new Set([`alarm`,`base_level`,`camera_moved`,`closed_at_camera`,`consent_withdrawn`,`entity`,`everyone_home`,`guest_hold`,`guests_maybe`,`guests_present`,`household_hold`,`input_unknown`,`interrupted`,`leaving`,`nobody_home`,`presence_unknown`,`rule`,`schedule`,`someone_home`,`starting_up`,`store_lost`]),an=new Set([`alarm`,`base_level`,`entity`,`everyone_home`,`guests_present`,`hold`,`input_unknown`,`interrupted`,`leaving`,`nobody_home`,`presence_unknown`,`rule`,`schedule`,`someone_home`]),on=e=>e?.kind===`user`&&e.name!==void 0?`name`:e?.kind===`you`||e?.kind===`automation`?e.kind:`somebody`,sn=e=>e?.kind===`user`&&e.name!==void 0?{name:e.name}:{};function cn(e,t){let{reason:n,hold:r}=e;if(n===`hold`)return V(`private.hold_${on(r?.by??null)}`,sn(r?.by??null));let i=n===`guests_present`&&t===`maybe`?`guests_maybe`:n;return V(`private.${rn.has(i)?i:`other`}`)}var ln=e=>V(`masked.${an.has(e.reason)?e.reason:`other`}`),un={alarm:`until_alarm`,base_level:`for_a_while_only`,camera_moved:`turn_back`,closed_at_camera:`open_at_camera`,consent_withdrawn:`until_they_agree`,entity:`until_entity`,everyone_home:`until_somebody_leaves`,guests_present:`until_guests_left`,input_unknown:`counts_as_so`,interrupted:`look_first`,nobody_home:`until_somebody_comes`,presence_unknown:`counts_as_home`,rule:`until_rule_changes`,schedule:`until_rule_changes`,starting_up:`a_moment`,store_lost:`look_first`};function dn(e,t,n){let{reason:r,hold:i,until:a,rule:o}=e;return fn.has(r)?pn(i,n):r===`guests_present`&&t!==null?V(`second.until_or_guests_left`,{time:n.at(t)}):a===null?r===`someone_home`||r===`leaving`?vn(e)?V(`second.until_everyone_left`):mn(o,n):V(`second.${un[r]??`not_known`}`):V(`second.opens_at`,{time:n.at(a)})}var fn=new Set([`guest_hold`,`hold`,`household_hold`]);function pn(e,t){return e?.until_everyone_leaves===!0?V(`second.until_everyone_left`):e?.until==null?V(`second.until_ended`):V(`second.until`,{time:t.at(e.until)})}function mn(e,t){let n=e?.leave_delay_minutes??0;return n===0?V(`second.opens_once_left`):V(`second.opens_after_${t.plural(n)}`,{minutes:n})}var hn=new Set([`rule`,`base_level`,`guests`,`camera_moved`,`consent_withdrawn`]),gn=new Set([...fn,`closed_at_camera`]),_n=new Set([`base_level`,`guests_present`]),vn=({reason:e,stays_by:t})=>t===`guests`&&!_n.has(e);function yn(e){let{reason:t,stays_by:n}=e;return n===null||!hn.has(n)?null:gn.has(t)||vn(e)?V(`second.stays_by_${n}`):null}var bn={level:null,headline:null,lines:[],act:null,button:null,ends:null};function xn(e){switch(e.status){case`waiting`:return{...bn,look:`waiting`};case`lost`:return Cn(`not_connected`);case`starting`:return{...Cn(`starting`),look:`private`};case`not_running`:return Cn(`not_running`);case`running`:return null}}function Sn(e,t,n){let r=xn(e);if(r!==null)return r;if(t===void 0)return Cn(`not_guarded`);let i=e.closing.get(t.camera_id);return i===void 0?t.asked===null?t.level===`private`?En(e,t,n):t.lift===null?An(t,n):kn(t,t.lift,n):Tn(t.asked.expires_at):wn(i)}function Cn(e){return{...bn,look:`unknown`,headline:V(`card.${e}`),lines:[V(`card.${e}_second`)]}}function wn(e){return e===`asked`?{...bn,look:`private`,headline:V(`card.closing`),button:V(`card.make_private`)}:{...bn,look:`unknown`,headline:V(`card.closing_failed`),lines:[V(`card.closing_failed_second`)],act:`try_again`,button:V(`card.try_again`)}}function Tn(e){return{...bn,look:`private`,level:V(`card.private`),headline:V(`card.lift_asked`),lines:[V(`card.lift_asked_second`)],act:`take_back`,button:V(`card.take_back`),ends:e}}function En(e,t,n){let{household:r,you:i}=e,a=[dn(t,r?.guests.until??null,n),yn(t),Dn(t),On(t,i?.role??`other`)],o=r?.not_saved!==!0;o||a.unshift(V(`card.not_saved_second`));let s=r?.open_minutes??0;return{look:`private`,level:V(`card.private`),headline:o?cn(t,r?.guests.present??`maybe`):V(`card.not_saved`),lines:a.filter(e=>e!==null),act:t.way_out===`none`?null:t.way_out,button:t.way_out===`none`?null:t.way_out===`open_for_a_while`?V(`card.open_for_${n.plural(s)}`,{minutes:s}):V(`card.${t.way_out}`),ends:null}}var Dn=e=>e.problem===null?null:V(`card.away_too`);function On(e,t){let{reason:n,stays_by:r,way_out:i}=e;return i!==`none`||t===`administrator`||n===`starting_up`||n===`consent_withdrawn`||r===`consent_withdrawn`?null:V(n===`guest_hold`?`card.no_rights_guest_hold`:`card.no_rights`)}function kn(e,t,n){return{look:e.problem===null?`picture`:`away`,level:jn(e),headline:V(`card.lifted`,{time:n.at(t.until)}),lines:[V(`card.lifted_by_${on(t.by)}`,sn(t.by)),...Fn(e)],act:`close_now`,button:V(`card.close_now`),ends:t.until}}function An(e,t){let n=e.problem!==null,r=e.level===`masked`,i=r?Nn(e):Mn(e,t);return{look:n?`away`:`picture`,level:jn(e),headline:n?V(`card.no_picture`):r?ln(e):V(`card.open_headline`),lines:[...n?[]:i,...Fn(e)],act:e.may_close?`make_private`:null,button:e.may_close?V(`card.make_private`):null,ends:null}}var jn=e=>V(e.level===`masked`?`card.masked`:`card.open`);function Mn(e,t){return e.until===null?tn(e)===null?[V(`card.nothing_asks`)]:[]:[V(`card.private_from`,{time:t.at(e.until)})]}function Nn(e){let t=t=>e.zones.filter(e=>e.covered===t).map(e=>e.name).join(`, `),n=t(!0),r=t(!1),i=[];return n!==``&&i.push(V(`card.covered`,{zones:n})),r!==``&&i.push(V(`card.not_covered`,{zones:r})),i}var Pn=new Set([`stills_only`,`native_webrtc`,`too_many_covered`]);function Fn(e){if(e.problem!==null)return[V(`card.original_away`)];let t=Pn.has(e.live)?V(`card.live_${e.live}`):null;return[tn(e),t].filter(e=>e!==null)}var In=new Set([`person`,`link`,`home_assistant`]);function Ln(e,t){if(e.viewers===0)return null;if(t)return V(`card.watched_you`);let n=e.viewer_kind??``;return V(`card.watched_${In.has(n)?n:`somebody`}`)}function Rn(e,t){let{open:n,worst:r}=e.findings;return n===0||r===`low`||r===null?null:V(`card.problems_${t.plural(n)}`,{count:n})}function zn(e,t){let n=xn(e);if(n!==null)return n.headline??V(`panel.title`);let r=e.cameras.length,i=e.cameras.filter(e=>e.level===`private`).length;return r===0?V(`panel.no_camera`):V(`panel.private_of_${t.plural(r)}`,{private:i,all:r})}function Bn({guests:e},t){return e.present===`no`?V(`panel.guests_no`):e.until===null?V(`panel.guests_${e.present}`):V(`panel.guests_until`,{time:t.at(e.until)})}var Vn=({findings:e},t)=>e.open===0?null:V(`card.problems_${t.plural(e.open)}`,{count:e.open}),Hn=e=>V(`panel.person_${e.where}`,{name:e.name}),Un=864e5,Wn={12:!0,24:!1};function Gn(e,t,n){let r=Wn[e.time_format??``],i={hour:`numeric`,minute:`2-digit`,timeZone:t,...r===void 0?{}:{hour12:r}},a=t=>{let n=new Intl.DateTimeFormat(e.language,t);return e=>n.format(e)},o=a(i),s=a({...i,weekday:`short`}),c=a({...i,day:`numeric`,month:`short`}),l=a({timeZone:t,weekday:`long`,day:`numeric`,month:`long`}),u=a({timeZone:t,year:`numeric`,month:`2-digit`,day:`2-digit`}),d=new Intl.PluralRules(e.language);return{at(e){let t=new Date(e);return u(t)===u(n())?o(t):Math.abs(t.getTime()-n())<6*Un?s(t):c(t)},time:e=>o(new Date(e)),day:e=>l(new Date(e)),minutesUntil:e=>Math.max(0,Math.ceil((new Date(e).getTime()-n())/6e4)),plural:e=>d.select(e)===`one`?`one`:`other`}}function H(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var Kn,qn=[`private`,`guests`,`security`],Jn={private:`/lens-cap`,guests:`/lens-cap`,security:`/lens-cap/security`},Yn={private:`eye_off`,guests:`guests`,security:`shield`},Xn=class extends Qt{constructor(...e){super(...e),this.shows=`private`}setConfig(e){let{show:t=`private`}=e??{},n=qn.find(e=>e===t);if(n===void 0)throw Error(`show: ${qn.join(`, `)}`);this.shows=n}static getStubConfig(){return{}}render(){let{hass:e,view:t}=this;if(e===void 0||t===void 0||!this.speaks)return v;let n=Gn(e.locale,e.config.time_zone,()=>Date.now()),r=this.words(t,n);return r===null?v:g`<button @click=${()=>it(Jn[this.shows])}>
      ${S(t.status===`running`?Yn[this.shows]:`alert`)}
      <span>${this.say(r.key,r.values)}</span>
    </button>`}words(e,t){let{household:n}=e;return this.shows===`private`?zn(e,t):n===null?null:this.shows===`guests`?Bn(n,t):Vn(n,t)}};Kn=Xn,Kn.styles=[z,B,o`
      button {
        border-radius: 999px;
        background: var(--lens-cap-surface);
        border-color: var(--lens-cap-line);
      }
    `],H([x()],Xn.prototype,`shows`,void 0);var Zn=(e,t,n,r={})=>e.callService(`lens_cap`,t,r,n===void 0?void 0:{entity_id:n},!1),Qn=(e,t,n={})=>Zn(e,`set_privacy`,t,{level:`private`,...n}),$n=(e,t)=>Zn(e,`follow_rules`,t),er=(e,t,n)=>Zn(e,`lift_privacy`,t,n===void 0?{}:{duration:{minutes:n}}),tr=(e,t,n,r)=>Zn(e,`withdraw_consent`,t,{what:n,...r===void 0?{}:{who:r}}),nr=(e,t,n={})=>Zn(e,`set_guests`,void 0,{present:t,...n}),rr=(e,t,n)=>e.callService(`switch`,n?`turn_on`:`turn_off`,{},{entity_id:t},!1);function ir(e,t,n){et(e,`show-dialog`,{dialogTag:t,dialogImport:()=>Promise.resolve(),dialogParams:n})}var ar=class extends Qt{constructor(...e){super(...e),this.dialogNext=!0,this.cameraId=``,this.ended=!1}get params(){return this.hass&&{hass:this.hass,cameraId:this.cameraId}}set params(e){e!==void 0&&(this.cameraId=e.cameraId,this.hass=e.hass)}disconnectedCallback(){super.disconnectedCallback(),this.tell()}closeDialog(){return this.mayClose()?(this.end(),!0):!1}mayClose(){return!0}end(){this.tell(),this.remove()}endThen(e){let t=history.state?.dialog===this.localName;t&&window.addEventListener(`popstate`,()=>window.setTimeout(e),{once:!0}),this.end(),t||e()}tell(){this.ended||(this.ended=!0,et(this,`dialog-closed`,{dialog:this.localName}))}},or=(e,t,n)=>ir(e,`lens-cap-sound-sheet`,{hass:t,cameraId:n}),sr=(e,t,n)=>ir(e,`lens-cap-zone-editor`,{hass:t,cameraId:n}),cr=[`still`,`live`,`none`],lr=[`full`,`compact`];function ur(e){let{entity:t,name:n,picture:r=`still`,layout:i=`full`,type:a=``}=e??{};if(typeof t!=`string`||!t.startsWith(`camera.`))throw Error(`entity: camera.…`);if(!cr.some(e=>e===r))throw Error(`picture: ${cr.join(`, `)}`);if(!lr.some(e=>e===i))throw Error(`layout: ${lr.join(`, `)}`);return{type:String(a),entity:t,picture:r,layout:i,...typeof n==`string`&&n!==``?{name:n}:{}}}var dr={schema:[{name:`entity`,required:!0,selector:{entity:{filter:{integration:`lens_cap`,domain:`camera`}}}},{name:`name`,selector:{text:{}}},{name:`picture`,selector:{select:{mode:`dropdown`,options:[...cr]}}},{name:`layout`,selector:{select:{mode:`dropdown`,options:[...lr]}}}],assertConfig:ur},fr={close_hour:{duration:{hours:1}},close_morning:{until_time:`07:00:00`},close_leave:{until_everyone_leaves:!0},close_ended:{}},pr=[5,15,30,60,120],mr=e=>Object.keys(fr).map(t=>({id:t,label:e(`card.${t}`)}));function hr({say:e,view:t,at:n}){let{open_minutes:r=0,open_minutes_most:i=0}=t.household??{};return pr.filter(e=>e!==r&&e<=i).map(t=>({id:`open_${t}`,label:e(`card.open_for_${n.plural(t)}`,{minutes:t})}))}function gr({say:e,view:t,words:n},r,i,a){let o=t.you?.role??`other`,s=(t,n)=>t?[{id:n,label:e(`card.${n}`)}]:[];return[...a,...s(n.look===`picture`&&r.live===`available`&&!i,`watch`),...s(i&&n.look===`picture`,`still`),...s(t.closing.get(r.camera_id)===`failed`,`forget`),...s(r.lift!==null&&n.act===`close_now`,`make_private`),...s(r.reason===`household_hold`&&t.you?.may_close_all===!0,`end_all`),...s(n.act===`take_back`,`answer`),...s(r.sound.state===`off`,`sound`),...s(o!==`other`,`why`),...s(o===`administrator`,`zones`),...s(!0,`page`)]}var _r=new Set([`assessment_outdated`,`camera_private`,`guests_present`,`not_assessed`,`rule`,`starting_up`]),vr=e=>{let{refusal:t}=e.sound;return t===null?null:V(`sound.silent_${_r.has(t)?t:`other`}`)};function yr(e,t){let{state:n,until:r,by:i,purpose:a,asked:o}=e.sound;if(n===`on`){let e=[V(`sound.confirmed_by_${on(i)}`,sn(i))];return a!==null&&a!==``&&e.push(V(`sound.purpose_is`,{purpose:a})),{state:n,headline:r===null?V(`sound.on_this_viewing`):V(`sound.on_until`,{time:t.at(r)}),lines:e,ends:null}}if(n===`asked`&&o!==null){let e=o.mine?V(`sound.asked_for_yes`):V(`sound.asked_by_${on(o.by)}`,sn(o.by));return{state:n,headline:V(`sound.off`),lines:[e],ends:o.expires_at}}let s=vr(e);return{state:`off`,headline:V(`sound.off`),lines:s===null?[]:[s],ends:null}}var br=k({asks:T(k({level:M(),reason:M(),until:D(M()),rule:D(k({name:D(M())}))})),opens:T(M())}),xr=e=>N(br,e),Sr=new Set([`alarm_changes`,`camera_turns_back`,`entity_changes`,`guests_leave`,`hold_ends`,`input_known`,`lift`,`people_known`,`people_leave`,`rule_changes`,`somebody_comes`,`somebody_leaves`,`start_ends`,`they_agree`,`time_passes`]);function Cr({asks:e,opens:t},n,r,i){let a=e=>r(`reason.${e}`)||r(`reason.other`);return g`<div class="why">
    <h3>${r(`card.asks_now`)}</h3>
    <ul>
      ${e.map(e=>g`<li>
            ${a(e.reason)}
            ${e.rule?.name==null?v:g`<span class="quiet">${e.rule.name}</span>`}
            ${e.until===null?v:g`<span class="quiet">${r(`card.until`,{time:i.at(e.until)})}</span>`}
          </li>`)}
    </ul>
    ${t.length===0?v:g`<h3>${r(`card.would_open`)}</h3>
            <ul>
              ${t.filter(e=>Sr.has(e)&&(e!==`lift`||n.you?.may_open===!0)).map(e=>g`<li>${r(`opens.${e}`)}</li>`)}
            </ul>`}
  </div>`}var U=(e,{key:t,values:n})=>e.say(t,n),wr=(e,t)=>t===null?v:g`<lens-cap-countdown .ends=${t} .say=${e.say}></lens-cap-countdown>`;function Tr(e,t){let{words:n,camera:r,say:i,why:a,view:o,at:s,config:c}=e,l=c.picture===`none`;return n.look===`waiting`&&r===void 0?Er(l):g`<ha-card>
    <div class="whole ${l?`blind`:``}">
      ${l?v:kr(e,t)}
      <div class="words">
        ${jr(e,t)}
        <div aria-live="polite">
          ${n.headline===null?v:g`<p class="headline">${U(e,n.headline)}</p>`}
          ${n.lines.map(t=>g`<p class="quiet">${U(e,t)}</p>`)}
          ${r===void 0?v:Nr(e,r)}
        </div>
        ${wr(e,n.ends)} ${Mr(e)}
        ${r===void 0?v:Pr(e,r,t)} ${Fr(e,t)}
        ${Rr(e)} ${a===void 0?v:Cr(a,o,i,s)}
      </div>
    </div>
  </ha-card>`}var Er=e=>g`<ha-card>
    <div class="whole ${e?`blind`:``}">
      ${e?v:g`<div>
              <lens-cap-picture></lens-cap-picture>
              <div class="marks"></div>
            </div>`}
      <div class="words pending" aria-hidden="true">
        <div class="head"><p></p></div>
        <div>
          <p class="headline"></p>
          <p class="quiet"></p>
        </div>
        <div class="foot"></div>
        <p class="error"></p>
      </div>
    </div>
  </ha-card>`,Dr=`second.stays_by_guests`;function Or(e,t){let{words:n,camera:r,name:i,say:a,why:o,view:s,at:c}=e;return g`<ha-card>
    <div class="compact">
      ${S(n.look===`picture`?`eye`:n.look===`private`?`eye_off`:`alert`)}
      <div>
        <h2>${i}</h2>
        <div aria-live="polite">
          ${n.headline===null?v:g`<p class="quiet">${U(e,n.headline)}</p>`}
          ${n.lines.filter(({key:e})=>e===Dr).map(t=>g`<p class="quiet">${U(e,t)}</p>`)}
          ${r===void 0||r.viewers===0?v:g`<p class="mark camera">${S(`dot`)}${a(`card.watched`)}</p>`}
          ${r?.sound.state===`on`?g`<p class="mark microphone">${S(`dot`)}${a(`card.sound_on`)}</p>`:v}
        </div>
        ${Rr(e)}
      </div>
      ${Fr(e,t)}
    </div>
    ${o===void 0?v:g`<div class="words">${Cr(o,s,a,c)}</div>`}
  </ha-card>`}function kr(e,t){let{words:n,camera:r,config:i,say:a,name:o,live:s,preview:c,home:l}=e,u=g`<lens-cap-picture
    .look=${n.look}
    .level=${n.level===null?``:U(e,n.level)}
    .label=${a(`card.picture_of`,{camera:o})}
    .entityId=${i.entity}
    .live=${s&&!c}
    .home=${l}
  ></lens-cap-picture>`;return g`<div>
    ${n.look===`picture`&&r?.live===`available`&&!s?g`<button
            class="sight"
            aria-label=${a(`card.watch_live_of`,{camera:o})}
            @click=${()=>t.watch()}
          >
            ${u}
          </button>`:u}
    ${Ar(e)}
  </div>`}function Ar(e){let{words:t,camera:n,say:r,at:i}=e,a=n?.sound.state===`on`?yr(n,i).headline:null;return g`<div class="marks">
    ${t.look===`picture`&&t.level!==null?g`<span class="mark">${U(e,t.level)}</span>`:v}
    ${n===void 0||n.viewers===0?v:g`<span class="mark camera">${S(`dot`)}${r(`card.watched`)}</span>`}
    ${a===null?v:g`<span class="mark microphone">${S(`dot`)}${U(e,a)}</span>`}
  </div>`}function jr(e,t){let{camera:n,at:r,name:i,view:a}=e,o=n===void 0?null:Rn(n,r),s=a.you?.role===`administrator`;return g`<div class="head">
    <h2>${i}</h2>
    ${o===null||!s?v:g`<button class="bare problem" @click=${()=>t.choose(`security`)}>
            ${S(`shield`)}<span>${U(e,o)}</span>
          </button>`}
  </div>`}function Mr(e){let{camera:t,at:n,view:r,say:i}=e,a=t===void 0?null:Rn(t,n);return a===null||r.you?.role===`administrator`?v:g`<div>
        <p class="problem quiet">${U(e,a)}</p>
        <p class="quiet">${i(`card.ask_administrator`)}</p>
      </div>`}function Nr(e,t){let n=Ln(t,e.live);return n===null?v:g`<p class="quiet">${U(e,n)}</p>`}function Pr(e,t,n){let{state:r,headline:i,lines:a,ends:o}=yr(t,e.at);if(r===`off`)return v;let{asked:s}=t.sound,c=s!==null&&(s.mine||s.may_answer);return g`<div class="why">
    <p>${U(e,i)}</p>
    ${a.map(t=>g`<p class="quiet">${U(e,t)}</p>`)}
    ${wr(e,o)}
    <div class="foot">
      ${r===`on`?g`<button class="primary" @click=${()=>n.choose(`silence`)}>
              ${e.say(`sound.turn_off`)}
            </button>`:c?g`<button class="primary" @click=${()=>n.choose(`sound`)}>
                ${e.say(`sound.answer`)}
              </button>`:v}
    </div>
  </div>`}function Fr(e,t){let{camera:n,view:r,words:i,say:a,config:o,live:s,name:c}=e;if(n===void 0||r.you===null)return v;if(e.asking)return Lr(e,t);let l=o.layout===`compact`,u=i.act===`make_private`?mr(a):i.act===`open_for_a_while`?hr(e):[],d=gr(e,n,s,l?u:[]);return g`<div class="foot">
    ${i.button===null?v:g`<button
            class="primary"
            aria-disabled=${e.busy||i.act===null?`true`:`false`}
            @click=${()=>t.press()}
          >
            ${U(e,i.button)}
          </button>`}
    ${u.length===0||l?v:g`<lens-cap-menu
            .icon=${`down`}
            .label=${a(`card.other_${i.act??``}`)}
            .items=${u}
            @choose=${e=>t.choose(e.detail)}
          ></lens-cap-menu>`}
    ${l?v:Ir(e,n,t)}
    <lens-cap-menu
      .label=${a(`card.more_about`,{camera:c})}
      .items=${d}
      @choose=${e=>t.choose(e.detail)}
    ></lens-cap-menu>
  </div>`}var Ir=({say:e,name:t},{sound:n},r)=>n.state!==`off`||n.refusal!==null?v:g`<button
        class="bare"
        aria-label=${e(`card.sound_of`,{camera:t})}
        title=${e(`card.sound`)}
        @click=${()=>r.choose(`sound`)}
      >
        ${S(`microphone_off`)}
      </button>`,Lr=({say:e},t)=>g`<div>
    <p>${e(`card.guests_left_all`)}</p>
    <div class="foot">
      <button class="primary" @click=${()=>t.guestsLeft()}>
        ${e(`card.guests_left_yes`)}
      </button>
      <button @click=${()=>t.cancel()}>${e(`common.cancel`)}</button>
    </div>
  </div>`,Rr=({error:e})=>g`<p class="error" role="alert">
    ${e===void 0?v:g`${S(`alert`)}<span>${e}</span>`}
  </p>`,zr=o`
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
  .foot .bare {
    border-color: var(--lens-cap-quiet);
  }
  .error {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .error svg.icon {
    fill: var(--lens-cap-error);
  }
  .pending p:not(.error)::before {
    content: "\\00a0";
  }
  .pending .head p {
    font-size: var(--lens-cap-large);
  }
  .pending .foot {
    min-block-size: 44px;
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
  .compact .foot {
    flex-wrap: nowrap;
    margin: 0;
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
`,Br,Vr=class extends Qt{constructor(...e){super(...e),this.preview=!1,this.live=!1,this.asking=!1,this.busy=!1,this.fail=e=>{rt(this,`failure`),this.hass!==void 0&&(this.error=R(this.hass.localize,e))}}static getConfigForm(){return dr}static getStubConfig(e){return{entity:Object.keys(e.entities).find(t=>t.startsWith(`camera.`)&&e.entities[t]?.platform===`lens_cap`)??`camera.none`}}setConfig(e){this.config=ur(e),this.live=this.config.picture===`live`}getCardSize(){return this.config?.layout===`compact`?1:6}getGridOptions(){return this.config?.layout===`compact`?{columns:12,rows:1,min_columns:6}:{columns:12,min_columns:6}}get hass(){return super.hass}set hass(e){super.hass=e,this.live&&e!==void 0&&this.renderRoot.querySelector(`lens-cap-picture`)?.refresh(e)}concerns(e,t){return e.status!==t.status||e.you!==t.you||e.household!==t.household||e.closing!==t.closing||this.find(e)!==this.find(t)}willUpdate(){let{camera:e,view:t}=this;t!==void 0&&e!==void 0&&Ht(t,e)||(this.live=this.config?.picture===`live`)}render(){let{config:e,hass:t,view:n,camera:r}=this;if(e===void 0)return v;if(t===void 0||n===void 0||!this.speaks)return e.layout===`compact`?g`<ha-card><div class="compact"></div></ha-card>`:Er(e.picture===`none`);let i=n.household?.time_zone??t.config.time_zone,a=Gn(t.locale,i,()=>Date.now()),o={config:e,say:this.say,at:a,view:n,camera:r,words:Sn(n,r,a),name:e.name??r?.name??``,live:this.live,preview:this.preview,busy:this.busy,error:this.error,asking:this.asking,why:this.reasons,home:()=>this.hass};return e.layout===`compact`?Or(o,this):Tr(o,this)}press(){let{hass:e,view:t,camera:n}=this;if(e===void 0||t===void 0||n?.entity_id==null)return;let{entity_id:r}=n;switch(Sn(t,n,Gn(e.locale,e.config.time_zone,()=>Date.now())).act){case`make_private`:case`try_again`:return this.close(n,{});case`close_now`:return this.closeNow(n);case`end_privacy`:return this.run(()=>$n(e,r));case`open_for_a_while`:return this.run(()=>er(e,r));case`guests_left`:this.asking=!0;return;case`take_back`:return this.takeBack(n);case null:return}}choose(e){let{hass:t,camera:n}=this;if(t===void 0||n?.entity_id==null)return;let r=n.entity_id,i=/^open_(\d+)$/.exec(e)?.[1];if(i!==void 0)return this.run(()=>er(t,r,Number(i)));let a=fr[e];if(a!==void 0)return this.close(n,a);this.others(t,n,r)[e]?.()}others(e,t,n){let{audio_recording:r}=t.entities,i=this.view?.household?.entities.all_private;return{watch:()=>this.watch(),still:()=>this.live=!1,forget:()=>this.feed?.forget(t.camera_id),make_private:()=>this.close(t,{}),end_all:()=>this.run(async()=>i!=null&&rr(e,i,!1)),answer:()=>it(`/lens-cap`),sound:()=>or(this,e,t.camera_id),silence:()=>this.run(async()=>r!==null&&rr(e,r,!1)),why:()=>this.explain(e,t),zones:()=>sr(this,e,t.camera_id),page:()=>tt(this,n),security:()=>it(`/config/repairs`)}}watch(){this.live=!0}cancel(){this.asking=!1}guestsLeft(){let{hass:e}=this,t=this.view?.household?.entities.guests;this.asking=!1,e!==void 0&&this.run(()=>t==null?nr(e,!1):rr(e,t,!1))}get camera(){return this.view&&this.find(this.view)}find(e){return e.cameras.find(e=>e.entity_id===this.config?.entity)}close(e,t){let{hass:n,feed:r}=this,{entity_id:i}=e;n!==void 0&&i!==null&&(this.error=void 0,r?.close(e.camera_id,()=>Qn(n,i,t)).catch(this.fail))}closeNow(e){let{hass:t,feed:n}=this,{privacy_mode:r}=e.entities;if(t===void 0||r===null)return this.close(e,{});this.error=void 0,n?.close(e.camera_id,()=>rr(t,r,!0)).catch(this.fail)}takeBack(e){let t=e.asked?.request_id;this.run(async()=>this.hass?.callWS({type:`lens_cap/questions/deny`,request_id:t}))}explain(e,t){this.reasons===void 0?this.run(async()=>{let n=await e.callWS({type:`lens_cap/why`,camera_id:t.camera_id});this.reasons=xr(n)}):this.reasons=void 0}run(e){this.busy||(this.busy=!0,this.error=void 0,e().then(()=>rt(this,`success`),this.fail).finally(()=>this.busy=!1))}};Br=Vr,Br.styles=[z,B,zr],H([b({attribute:!1})],Vr.prototype,`config`,void 0),H([x()],Vr.prototype,`live`,void 0),H([x()],Vr.prototype,`asking`,void 0),H([x()],Vr.prototype,`error`,void 0),H([x()],Vr.prototype,`busy`,void 0),H([x()],Vr.prototype,`reasons`,void 0);var Hr;function Ur(e,t){let n=t.entity_id??``,r=e.entities[n];return r?.platform===`lens_cap`?n.startsWith(`camera.`)||r.translation_key===`privacy_mode`:!1}var Wr=class extends Qt{constructor(...e){super(...e),this.error=``,this.asking=!1}static getStubConfig(){return{type:`custom:lens-cap-privacy-feature`}}setConfig(e){}get camera(){let e=this.context?.entity_id??``;return this.view?.cameras.find(t=>t.entity_id===e||t.entities.privacy_mode===e)}render(){let{hass:e,view:t,camera:n}=this;if(e===void 0||t===void 0||!this.speaks)return v;let r=Sn(t,n,Gn(e.locale,e.config.time_zone,()=>Date.now())),i=this.asking?{key:`card.guests_left_yes`}:r.act===null?r.headline:r.button;return i===null?v:g`<button
        aria-disabled=${r.act===null?`true`:`false`}
        @click=${()=>n&&r.act!==null&&this.press(e,n,r.act)}
      >
        ${this.say(i.key,`values`in i?i.values:void 0)}
      </button>
      <p role="alert">${this.error}</p>`}press(e,t,n){let{entity_id:r}=t;if(r===null||this.feed===void 0)return;if(n===`guests_left`&&!this.asking){this.asking=!0;return}this.asking=!1;let{privacy_mode:i}=t.entities,a={end_privacy:()=>$n(e,r),open_for_a_while:()=>er(e,r),guests_left:()=>nr(e,!1),take_back:()=>e.callWS({type:`lens_cap/questions/deny`,request_id:t.asked?.request_id})}[n??``],o=()=>n===`close_now`&&i!==null?rr(e,i,!0):Qn(e,r);this.error=``,(a===void 0?this.feed.close(t.camera_id,o):a()).catch(t=>this.error=R(e.localize,t))}};Hr=Wr,Hr.styles=[z,B,o`
      button {
        inline-size: 100%;
        min-block-size: max(var(--feature-height, 42px), 44px);
        border-radius: var(--feature-border-radius, 12px);
      }
    `],H([x()],Wr.prototype,`error`,void 0),H([x()],Wr.prototype,`asking`,void 0);var Gr={action:`none`};async function Kr(e,t){let n=(await window.loadCardHelpers?.())?.createCardElement({type:`picture-entity`,entity:t,camera_view:`live`,show_name:!1,show_state:!1,tap_action:Gr,hold_action:Gr,double_tap_action:Gr});return n!==void 0&&(n.hass=e),n}var qr,Jr=1e4,Yr=1280,W=class extends y{constructor(...e){super(...e),this.look=`waiting`,this.label=``,this.level=``,this.entityId=``,this.live=!1,this.home=()=>void 0,this.generation=0,this.inSight=!1,this.seen=()=>{this.watching?this.timer===void 0&&this.player===void 0&&this.begin():this.drop()}}connectedCallback(){super.connectedCallback(),document.addEventListener(`visibilitychange`,this.seen),this.watcher=new IntersectionObserver(e=>{this.inSight=e.some(e=>e.isIntersecting),this.seen()}),this.watcher.observe(this)}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener(`visibilitychange`,this.seen),this.watcher?.disconnect(),this.inSight=!1,this.drop()}refresh(e){this.player!==void 0&&(this.player.hass=e)}willUpdate(e){(e.has(`look`)||e.has(`live`)||e.has(`entityId`))&&(this.drop(),e.has(`entityId`)&&(this.shown=void 0),this.hasUpdated&&this.begin())}render(){let e=this.look===`picture`;return g`<div class="box ${this.look}">
      ${e&&this.player!==void 0?g`<div class="player">${this.player}</div>`:e&&this.shown!==void 0?g`<img src=${this.shown} alt=${this.label} draggable="false" />`:this.cap()}
    </div>`}cap(){return this.look===`picture`?v:g`<div class="cap">
      ${S(this.look===`away`?`away`:this.look===`unknown`?`alert`:`eye_off`)}${this.level===``?v:g`<span>${this.level}</span>`}
    </div>`}get watching(){return this.look===`picture`&&this.isConnected&&this.inSight&&!document.hidden}drop(){this.generation+=1,window.clearTimeout(this.timer),this.timer=void 0,this.player=void 0,this.look===`picture`&&this.isConnected||(this.shown=void 0)}begin(){this.watching&&(this.live?this.play():this.fetch())}async play(){let{generation:e}=this,t=this.home(),n=t&&await Kr(t,this.entityId);e===this.generation&&this.watching&&(this.player=n)}fetch(){let{generation:e}=this;this.timer=window.setTimeout(()=>this.fetch(),Jr);let t=this.home()?.states[this.entityId]?.attributes.entity_picture;if(typeof t!=`string`||!t.startsWith(`/api/camera_proxy/`))return;let n=Math.min(Yr,Math.ceil(this.clientWidth*window.devicePixelRatio)||640),r=new Image;r.src=`${t}&width=${n}&height=${Math.ceil(n*9/16)}&at=${Date.now()}`,r.decode().then(()=>{e===this.generation&&this.watching&&(this.shown=r.src)},()=>void 0)}};qr=W,qr.styles=[z,o`
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
    `],H([b({attribute:!1})],W.prototype,`look`,void 0),H([b({attribute:!1})],W.prototype,`label`,void 0),H([b({attribute:!1})],W.prototype,`level`,void 0),H([b({attribute:!1})],W.prototype,`entityId`,void 0),H([b({attribute:!1})],W.prototype,`live`,void 0),H([b({attribute:!1})],W.prototype,`home`,void 0),H([x()],W.prototype,`shown`,void 0),H([x()],W.prototype,`player`,void 0);var Xr,Zr=class extends y{constructor(...e){super(...e),this.label=``,this.options=[],this.value=``}render(){return g`<fieldset>
      <legend>${this.label}</legend>
      ${this.options.map(({value:e,label:t})=>g`<label
            ><input
              type="radio"
              name="choice"
              .value=${e}
              .checked=${e===this.value}
              @change=${()=>this.choose(e)}
            />${t}</label
          >`)}
    </fieldset>`}choose(e){this.value=e,this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}};Xr=Zr,Xr.styles=[z,B,o`
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
        inline-size: 100%;
        margin: 0;
        padding: 0;
        opacity: 0;
        cursor: pointer;
        min-block-size: 0;
      }
    `],H([b({attribute:!1})],Zr.prototype,`label`,void 0),H([b({attribute:!1})],Zr.prototype,`options`,void 0),H([b({attribute:!1})],Zr.prototype,`value`,void 0);var Qr=new Set,$r;function ei(e){return Qr.add(e),$r??=window.setInterval(()=>{for(let e of[...Qr])e()},1e3),()=>{Qr.delete(e),Qr.size===0&&(window.clearInterval($r),$r=void 0)}}var ti,ni=60,ri=3600;function ii(e){return e>ri?{key:`common.hours_left`,values:{hours:Math.round(e/ri)}}:{key:`common.time_left`,values:{time:`${Math.floor(e/ni)}:${String(Math.floor(e%ni)).padStart(2,`0`)}`}}}var ai=class extends y{constructor(...e){super(...e),this.ends=``,this.say=()=>``}connectedCallback(){super.connectedCallback(),this.leave=ei(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),this.leave?.()}render(){let{key:e,values:t}=ii(Math.max(0,(new Date(this.ends).getTime()-Date.now())/1e3));return g`<span role="timer" aria-live="off">${this.say(e,t)}</span>`}};ti=ai,ti.styles=[z,o`
      :host {
        color: var(--lens-cap-quiet);
        font-variant-numeric: tabular-nums;
      }
    `],H([b({attribute:!1})],ai.prototype,`ends`,void 0),H([b({attribute:!1})],ai.prototype,`say`,void 0);var oi,si=class extends y{constructor(...e){super(...e),this.label=``,this.icon=`more`,this.items=[],this.open=!1,this.pressed=e=>{if(!this.open)return;if(e.key===`Escape`){e.stopPropagation(),this.shut();return}let t={ArrowDown:1,ArrowUp:-1}[e.key];if(t===void 0)return;e.preventDefault();let n=[...this.renderRoot.querySelectorAll(`button`)],r=this.renderRoot.activeElement;n[(n.indexOf(r)+t+n.length)%n.length]?.focus()},this.elsewhere=e=>{this.open&&!e.composedPath().includes(this)&&(this.open=!1)},this.left=e=>{e.relatedTarget!==null&&this.contains(e.relatedTarget)||e.relatedTarget===this||(this.open=!1)}}connectedCallback(){super.connectedCallback(),this.addEventListener(`keydown`,this.pressed),this.addEventListener(`focusout`,this.left),window.addEventListener(`pointerdown`,this.elsewhere)}disconnectedCallback(){super.disconnectedCallback(),this.removeEventListener(`keydown`,this.pressed),this.removeEventListener(`focusout`,this.left),window.removeEventListener(`pointerdown`,this.elsewhere),this.open=!1}render(){return g`<button
        class="opener"
        aria-label=${this.label}
        aria-expanded=${this.open?`true`:`false`}
        @click=${()=>this.open=!this.open}
      >
        ${S(this.icon)}
      </button>
      ${this.open?g`<ul>
              ${this.items.map(({id:e,label:t})=>g`<li>
                    <button @click=${()=>this.choose(e)}>${t}</button>
                  </li>`)}
            </ul>`:v}`}choose(e){this.shut(),this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}shut(){this.open=!1,this.renderRoot.querySelector(`.opener`)?.focus()}};oi=si,oi.styles=[z,B,o`
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
    `],H([b({attribute:!1})],si.prototype,`label`,void 0),H([b({attribute:!1})],si.prototype,`icon`,void 0),H([b({attribute:!1})],si.prototype,`items`,void 0),H([x()],si.prototype,`open`,void 0);var ci,li=class extends y{constructor(...e){super(...e),this.heading=``,this.closeLabel=``,this.wide=!1}render(){return g`<dialog aria-labelledby="heading" @cancel=${this.cancelled} @close=${this.closed}>
      <header>
        <h2 id="heading" tabindex="-1">${this.heading}</h2>
        <slot name="action"></slot>
        ${this.closeLabel===``?v:g`<button class="bare" aria-label=${this.closeLabel} @click=${()=>this.close()}>
                ${S(`close`)}
              </button>`}
      </header>
      <div class="body"><slot></slot></div>
    </dialog>`}firstUpdated(){this.dialog.showModal(),this.title_.focus()}close(){this.asked()&&this.dialog.close()}asked(){return this.dispatchEvent(new Event(`closing`,{cancelable:!0}))}cancelled(e){e.preventDefault(),this.close()}closed(){this.dispatchEvent(new Event(`closed`))}};ci=li,ci.styles=[z,B,o`
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
      h2[tabindex]:focus-visible {
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
    `],H([b({attribute:!1})],li.prototype,`heading`,void 0),H([b({attribute:!1})],li.prototype,`closeLabel`,void 0),H([b({type:Boolean,reflect:!0})],li.prototype,`wide`,void 0),H([Qe(`dialog`)],li.prototype,`dialog`,void 0),H([Qe(`h2`)],li.prototype,`title_`,void 0);var ui={all:void 0,cameras:[`level`,`recording`,`hold`,`released`,`lifted`,`lift_not_begun`,`control`,`drifted`],sound:[`sound_asked`,`sound_on`,`sound_not_given`,`sound_off`],guests:[`guests_arrived`,`guests_left`,`guest_asked`],rules:[`rule_on`,`rule_off`,`settings_changed`],register:[`consent_given`,`consent_withdrawn`,`consent_ended`,`notice_made`,`report_made`,`reviewed`],files:[`saved`,`erased`]},di=o`
  :host {
    display: grid;
    gap: 16px;
    grid-template-columns: minmax(0, 1fr);
  }
  h2 {
    font-size: var(--lens-cap-heading);
    font-weight: 400;
  }
  h3 {
    font-size: var(--lens-cap-large);
    font-weight: 500;
  }
  h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 500;
  }
  dl,
  dd {
    margin: 0;
  }
  .card {
    display: grid;
    gap: 8px;
    grid-template-columns: minmax(0, 1fr);
    padding: 16px;
    border: 1px solid var(--lens-cap-line);
    border-radius: 12px;
    background: var(--lens-cap-surface);
  }
  .list {
    display: grid;
    gap: 8px;
  }
  .list li {
    display: grid;
    gap: 4px;
    grid-template-columns: minmax(0, 1fr);
    padding-block: 8px;
    border-block-end: 1px solid var(--lens-cap-line);
  }
  .error:empty {
    display: none;
  }
  .error {
    padding: 12px;
    border: 2px solid var(--lens-cap-error);
    border-radius: 12px;
  }
  .changed {
    border-inline-start: 4px solid var(--lens-cap-accent);
    padding-inline-start: 8px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
  }
  .check input {
    flex: none;
    inline-size: 24px;
    min-block-size: 24px;
  }
  .day {
    display: grid;
    gap: 4px;
  }
  summary {
    padding: 8px 10px;
  }
  svg.bar {
    inline-size: 100%;
    block-size: 28px;
    border-radius: 4px;
    outline: 1px solid var(--lens-cap-line);
  }
  .private {
    fill: var(--lens-cap-calm);
  }
  .masked {
    fill: var(--lens-cap-calm-line);
  }
  .open {
    fill: transparent;
  }
  .depends {
    fill: url(#stripes);
    stroke: var(--lens-cap-calm-line);
  }
  .stripe {
    stroke: var(--lens-cap-calm);
    stroke-width: 3px;
  }
`,fi,G=class extends Qt{constructor(...e){super(...e),this.error=``,this.busy=!1,this.turn=0}connectedCallback(){super.connectedCallback(),this.load()}disconnectedCallback(){super.disconnectedCallback(),this.turn+=1}render(){let{hass:e}=this;if(e===void 0||!this.speaks)return v;let t=this.view?.household?.time_zone??e.config.time_zone,n=Gn(e.locale,t,()=>Date.now());return g`<p class="error" role="alert">${this.error}</p>
      ${this.content(e,n)}`}get zone(){return this.view?.household?.time_zone??this.hass?.config.time_zone??`UTC`}updated(e){super.updated(e),e.has(`error`)&&this.error!==``&&this.renderRoot.querySelector(`.error`)?.scrollIntoView({block:`nearest`})}refused(e,t){return R(e.localize,t)}async ask(e,t){let{hass:n}=this;if(n===void 0)return!1;let r=++this.turn;this.busy=!0,this.error=``;try{let i=await n.callWS(e);return r===this.turn&&(t(i),!0)}catch(e){return r===this.turn&&(this.error=this.refused(n,e)),!1}finally{r===this.turn&&(this.busy=!1)}}};fi=G,fi.styles=[z,B,di],H([x()],G.prototype,`error`,void 0),H([x()],G.prototype,`busy`,void 0);var K=A(D(M())),pi=k({records:T(k({at:M(),kind:M(),camera:K,camera_id:K,camera_ids:A(T(M())),by:A(D(k({kind:M(),name:K}))),level:K,reason:K,rule:K,person:K,note:K,recording_off:A(E(),!1),recognition_off:A(E(),!1),until:K})),next:D(Et([M(),O()]))}),mi=class extends G{constructor(...e){super(...e),this.records=[],this.next=null,this.kind=`all`,this.camera=``}load(){return this.fetch(!1)}async fetch(e){let t=ui[this.kind],n={type:`lens_cap/history`,...t===void 0?{}:{kinds:t},...this.camera===``?{}:{camera_id:this.camera},...e?{before:this.next}:{}};await this.ask(n,t=>{let{records:n,next:r}=N(pi,t);this.records=e?[...this.records,...n]:n,this.next=r})}content(e,t){return g`<h2>${this.say(`history.title`)}</h2>
      <lens-cap-choice
        .label=${this.say(`history.show`)}
        .value=${this.kind}
        .options=${Object.keys(ui).map(e=>({value:e,label:this.say(`history.of_${e}`)}))}
        @choose=${e=>{this.kind=e.detail,this.fetch(!1)}}
      ></lens-cap-choice>
      <label
        >${this.say(`history.camera`)}
        <select
          @change=${e=>{this.camera=e.target.value,this.fetch(!1)}}
        >
          <option value="">${this.say(`history.every_camera`)}</option>
          ${this.view?.cameras.map(({camera_id:e,name:t})=>g`<option value=${e}>${t}</option>`)}
        </select></label
      >
      <section class="card">
        ${this.records.length===0&&!this.busy?g`<p>${this.say(`history.nothing`)}</p>`:v}
        <ol class="list">
          ${this.records.map(e=>this.entry(e,t))}
        </ol>
        ${this.next===null?v:g`<button @click=${()=>this.fetch(!0)}>${this.say(`history.more`)}</button>`}
      </section>
      <p class="quiet">${this.say(`history.foot`)}</p>`}entry(e,t){let n=e.kind===`level`&&e.level!=null?`_${e.level}`:``,r=e.level===`private`?null:tn(e),i=e.kind===`recording`&&r===null?`_all`:``,a=this.say(`happened.${e.kind}${n}${i}`)||this.say(`happened.other`),o=e.reason==null?``:this.say(`reason.${e.reason}`),s=[e.rule,o,e.person,e.note,r&&this.say(r.key)].filter(Boolean);return g`<li>
      <span class="quiet">${t.at(e.at)}</span>
      <strong>${this.nameOf(e)}</strong>
      <span>${a}</span>
      ${this.who(e)}
      ${e.until==null?v:g`<span class="quiet">${this.say(`second.until`,{time:t.at(e.until)})}</span>`}
      ${s.map(e=>g`<span class="quiet">${e}</span>`)}
    </li>`}nameOf({camera:e,camera_id:t,camera_ids:n}){if(e!=null&&e!==``)return e;let r=(n??(t==null?[]:[t])).map(e=>this.view?.cameras.find(t=>t.camera_id===e)?.name??this.say(`history.gone`));return new Intl.ListFormat(this.hass?.language).format(r)}who({by:e}){return e==null?v:g`<span class="quiet"
      >${e.kind===`user`&&e.name!=null?this.say(`happened.by_name`,{name:e.name}):this.say(`happened.by_${e.kind}`)}</span
    >`}};H([x()],mi.prototype,`records`,void 0),H([x()],mi.prototype,`next`,void 0),H([x()],mi.prototype,`kind`,void 0),H([x()],mi.prototype,`camera`,void 0);var hi={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},gi=e=>(...t)=>({_$litDirective$:e,values:t}),_i=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}},{I:vi}=We,yi=e=>e,bi=()=>document.createComment(``),xi=(e,t,n)=>{let r=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(n===void 0)n=new vi(r.insertBefore(bi(),i),r.insertBefore(bi(),i),e,e.options);else{let t=n._$AB.nextSibling,a=n._$AM,o=a!==e;if(o){let t;n._$AQ?.(e),n._$AM=e,n._$AP!==void 0&&(t=e._$AU)!==a._$AU&&n._$AP(t)}if(t!==i||o){let e=n._$AA;for(;e!==t;){let t=yi(e).nextSibling;yi(r).insertBefore(e,i),e=t}}}return n},Si=(e,t,n=e)=>(e._$AI(t,n),e),Ci={},wi=(e,t=Ci)=>e._$AH=t,Ti=e=>e._$AH,Ei=e=>{e._$AR(),e._$AA.remove()},Di=(e,t,n)=>{let r=new Map;for(let i=t;i<=n;i++)r.set(e[i],i);return r},Oi=gi(class extends _i{constructor(e){if(super(e),e.type!==hi.CHILD)throw Error(`repeat() can only be used in text expressions`)}dt(e,t,n){let r;n===void 0?n=t:t!==void 0&&(r=t);let i=[],a=[],o=0;for(let t of e)i[o]=r?r(t,o):o,a[o]=n(t,o),o++;return{values:a,keys:i}}render(e,t,n){return this.dt(e,t,n).values}update(e,[t,n,r]){let i=Ti(e),{values:a,keys:o}=this.dt(t,n,r);if(!Array.isArray(i))return this.ut=o,a;let s=this.ut??=[],c=[],l,u,d=0,f=i.length-1,p=0,m=a.length-1;for(;d<=f&&p<=m;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(s[d]===o[p])c[p]=Si(i[d],a[p]),d++,p++;else if(s[f]===o[m])c[m]=Si(i[f],a[m]),f--,m--;else if(s[d]===o[m])c[m]=Si(i[d],a[m]),xi(e,c[m+1],i[d]),d++,m--;else if(s[f]===o[p])c[p]=Si(i[f],a[p]),xi(e,i[d],i[f]),f--,p++;else if(l===void 0&&(l=Di(o,p,m),u=Di(s,d,f)),l.has(s[d])){if(l.has(s[f])){let t=u.get(o[p]),n=t===void 0?null:i[t];if(n===null){let t=xi(e,i[d]);Si(t,a[p]),c[p]=t}else c[p]=Si(n,a[p]),xi(e,i[d],n),i[t]=null;p++}else Ei(i[f]),f--}else Ei(i[d]),d++;for(;p<=m;){let t=xi(e,c[m+1]);Si(t,a[p]),c[p++]=t}for(;d<=f;){let e=i[d++];e!==null&&Ei(e)}return this.ut=o,wi(e,c),Ae}}),ki,Ai=class extends Qt{render(){let{view:e,hass:t}=this;if(e===void 0||t===void 0||!this.speaks)return v;let n=e.household?.people??[];return g`${e.status===`running`&&e.cameras.length===0?g`<p>${this.say(`panel.no_camera`)}</p>
            <p>
              <a href="/config/integrations/integration/lens_cap"
                >${this.say(`dashboard.set_up`)}</a
              >
            </p>`:v}
    ${Oi(e.cameras.filter(({entity_id:e})=>e!==null),({camera_id:e})=>e,({entity_id:e})=>g`<lens-cap-card
          .hass=${t}
          .config=${{type:``,entity:e??``,layout:`compact`,picture:`still`}}
        ></lens-cap-card>`)}
    ${n.length===0?v:g`<section class="card">
            <h2>${this.say(`panel.who_is_home`)}</h2>
            ${n.map(e=>{let{key:t,values:n}=Hn(e);return g`<p>${this.say(t,n)}</p>`})}
          </section>`}`}};ki=Ai,ki.styles=[z,B,di];var ji,Mi=[`now`,`week`,`what_if`,`history`,`rules`,`register`,`security`],Ni=[`week`,`what_if`,`history`,`rules`,`register`],Pi=new URL(import.meta.url).searchParams.get(`v`),Fi=/^\/zones\/(\w+)$/,Ii=[3,12,24],Li=class extends Qt{constructor(...e){super(...e),this.narrow=!1,this.route={},this.error=``,this.asking=!1}concerns(e,t){return e!==t}render(){let{hass:e,view:t}=this;if(e===void 0||t===void 0||!this.speaks)return v;let n=Gn(e.locale,t.household?.time_zone??e.config.time_zone,()=>Date.now()),r=zn(t,n),i=xn(t);return g`<header>
        <button class="bare" aria-label=${this.say(`panel.menu`)} @click=${()=>nt(this)}>
          ${S(`menu`)}
        </button>
        <h1>${this.say(`panel.title`)}</h1>
      </header>
      <main>
        ${this.updated_(t)}
        <p aria-live="polite">${this.say(r.key,r.values)}</p>
        ${i===null?v:i.lines.map(({key:e,values:t})=>g`<p class="quiet">${this.say(e,t)}</p>`)}
        <lens-cap-questions .hass=${e}></lens-cap-questions>
        ${t.household===null||t.you===null?v:this.household(e,t.household,t.you,n)}
        ${this.navigation(t.you)} ${this.content(e,t.you)}
      </main>`}updated(){let{hass:e}=this,t=Fi.exec(this.route.path??``)?.[1];t!==this.drawing&&e!==void 0&&(this.drawing=t,t!==void 0&&(it(`/lens-cap`,!0),sr(this,e,t)))}updated_({ui:e}){return e===null||Pi===null||e===Pi?v:g`<div class="card">
      <p>${this.say(`panel.updated`)}</p>
      <button @click=${()=>location.reload()}>${this.say(`panel.reload`)}</button>
    </div>`}household(e,t,n,r){let{all_private:i}=t.entities,a=Bn(t,r),o=t.guests.present!==`no`;return g`<div class="row">
        ${i===null||!n.may_close_all?v:g`<button
                class="primary"
                @click=${()=>this.run(e,rr(e,i,!t.all_private))}
              >
                ${this.say(t.all_private?`panel.all_end`:`panel.all_private`)}
              </button>`}
        ${n.may_say_guests?g`<button
                @click=${()=>this.asking=!this.asking}
                aria-expanded=${this.asking?`true`:`false`}
              >
                ${S(`guests`)}${this.say(a.key,a.values)}
              </button>`:g`<span>${this.say(a.key,a.values)}</span>`}
      </div>
      ${this.asking?this.guests(e,o,n):v}
      <p class="error" role="alert">${this.error}</p>`}guests(e,t,n){return g`<div class="card">
      ${[...Ii.map(e=>({id:String(e),label:this.say(`panel.guests_for`,{hours:e})})),{id:`noon`,label:this.say(`panel.guests_noon`)},{id:`open`,label:this.say(`panel.guests_open`)}].map(({id:t,label:n})=>g`<button @click=${()=>this.arrive(e,t)}>${n}</button>`)}
      ${t&&n.signed_in?g`<button class="primary" @click=${()=>this.run(e,nr(e,!1))}>
              ${this.say(`card.guests_left_yes`)}
            </button>`:v}
    </div>`}arrive(e,t){let n=Number(t),r=t===`open`?{}:t===`noon`?{until:this.tomorrowNoon()}:{duration:{hours:n}};this.run(e,nr(e,!0,r))}tomorrowNoon(){let e=this.view?.household?.time_zone??`UTC`,t=new Intl.DateTimeFormat(`en-CA`,{timeZone:e}).format(Date.now());return`${new Date(Date.parse(t)+864e5).toISOString().slice(0,10)} 12:00:00`}navigation(e){let t=Mi.filter(t=>!Ni.includes(t)||e!==null&&e.role!==`other`);return g`<nav aria-label=${this.say(`panel.parts`)}>
      ${t.map(e=>{let t=e===`now`?`/lens-cap`:`/lens-cap/${e.replace(`_`,`-`)}`;return g`<a
          href=${t}
          aria-current=${e===this.tab?`page`:v}
          @click=${e=>this.go(e,t)}
          >${this.say(`tab.${e}`)}</a
        >`})}
    </nav>`}go(e,t){e.ctrlKey||e.metaKey||e.shiftKey||(e.preventDefault(),it(t))}get tab(){let e=(this.route.path??``).replace(/^\/+/,``).replace(`-`,`_`);return Mi.find(t=>t===e)??`now`}content(e,t){let{tab:n}=this;if(t===null)return v;if(Ni.includes(n)&&t.role===`other`)return g`<p>${this.say(`panel.inside`)}</p>`;switch(n){case`now`:return g`<lens-cap-now .hass=${e}></lens-cap-now>`;case`week`:return g`<lens-cap-week .hass=${e}></lens-cap-week>`;case`what_if`:return g`<lens-cap-what-if .hass=${e}></lens-cap-what-if>`;case`history`:return g`<lens-cap-history .hass=${e}></lens-cap-history>`;case`rules`:return g`<lens-cap-rules .hass=${e}></lens-cap-rules>`;case`register`:return g`<lens-cap-register .hass=${e}></lens-cap-register>`;case`security`:return g`<lens-cap-security .hass=${e}></lens-cap-security>`}}run(e,t){this.error=``,this.asking=!1,t.catch(t=>this.error=R(e.localize,t))}};ji=Li,ji.styles=[z,B,di,o`
      :host {
        display: block;
        min-block-size: 100%;
        background: var(--lens-cap-page);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: 56px;
        padding-inline: 8px;
      }
      h1 {
        font-size: 20px;
        font-weight: 400;
      }
      main {
        display: grid;
        gap: 16px;
        grid-template-columns: minmax(0, 1fr);
        max-inline-size: 900px;
        margin-inline: auto;
        padding: 8px 16px 32px;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      nav a {
        display: inline-flex;
        align-items: center;
        min-block-size: 44px;
        padding-inline: 12px;
        border-radius: 8px;
        text-decoration: none;
      }
      nav a[aria-current] {
        outline: 2px solid var(--lens-cap-accent);
        font-weight: 500;
      }
    `],H([b({attribute:!1})],Li.prototype,`narrow`,void 0),H([b({attribute:!1})],Li.prototype,`route`,void 0),H([b({attribute:!1})],Li.prototype,`panel`,void 0),H([x()],Li.prototype,`error`,void 0),H([x()],Li.prototype,`asking`,void 0);var Ri,zi=k({texts:k({heading:M(),nothing:M(),gone:M(),answered_yes:M(),answered_no:M()}),requests:T(k({kind:j([`audio`,`questions`]),request_id:M(),message:M(),yes:M(),no:M()}))}),Bi=k({requests:T(k({request_id:M(),proof:M()}))}),Vi=5e3,Hi=class extends Qt{constructor(...e){super(...e),this.said=``,this.busy=!1,this.answering=!1,this.turn=0,this.begin=()=>{this.stop();let{hass:e,turn:t}=this;e!==void 0&&e.connection.subscribeMessage(e=>{if(t!==this.turn)return;let n=kt(zi,e);if(!n.success)return;let{requests:r}=n.output;r.length>(this.shown?.requests.length??0)&&(this.said=``),this.shown=n.output},{type:`lens_cap/questions/subscribe`,language:e.language},{resubscribe:!1}).then(e=>{t===this.turn?this.end=e:Promise.resolve(e()).catch(()=>void 0)},n=>{t===this.turn&&(this.said=R(e.localize,n),this.timer=window.setTimeout(this.begin,Vi))})}}connectedCallback(){super.connectedCallback(),this.hass?.connection.addEventListener(`ready`,this.begin),this.begin()}disconnectedCallback(){super.disconnectedCallback(),this.hass?.connection.removeEventListener(`ready`,this.begin),this.stop()}stop(){this.turn+=1,window.clearTimeout(this.timer);let{end:e}=this;this.end=void 0,e!==void 0&&Promise.resolve(e()).catch(()=>void 0)}render(){let{shown:e}=this,t=e?.requests??[],n=t.length===0?e?.texts.nothing??``:``;return g`<p class="quiet" role="status" tabindex="-1">${this.said||n}</p>
      ${e===void 0||t.length===0?v:g`<h2>${e.texts.heading}</h2>
              <ul class="list">
                ${Oi(t,({kind:e,request_id:t})=>`${e}/${t}`,e=>this.question(e))}
              </ul>`}`}willUpdate(){this.answering=this.renderRoot.querySelector(`li:focus-within`)!==null}updated(){this.answering&&this.renderRoot.querySelector(`li:focus-within`)===null&&this.renderRoot.querySelector(`[role=status]`)?.focus()}question(e){return g`<li class="card">
      <p id=${`message-${e.request_id}`}>${e.message}</p>
      <div class="row">
        <button
          aria-describedby=${`message-${e.request_id}`}
          @click=${()=>this.answer(e,!1)}
        >
          ${e.no}
        </button>
        <button
          class="primary"
          aria-describedby=${`message-${e.request_id}`}
          @click=${()=>this.answer(e,!0)}
        >
          ${e.yes}
        </button>
      </div>
    </li>`}async answer({kind:e,request_id:t},n){let{hass:r,shown:i}=this;if(!(r===void 0||i===void 0||this.busy)){this.busy=!0;try{if(!n){await r.callWS({type:`lens_cap/${e}/deny`,request_id:t}),this.said=i.texts.answered_no;return}let a=N(Bi,await r.callWS({type:`lens_cap/${e}/pending`})).requests.find(e=>e.request_id===t)?.proof;if(a===void 0){this.said=i.texts.gone;return}await r.callWS({type:`lens_cap/${e}/confirm`,request_id:t,proof:a}),this.said=i.texts.answered_yes}catch(e){this.said=R(r.localize,e)}finally{this.busy=!1}}}};Ri=Hi,Ri.styles=[z,B,di],H([x()],Hi.prototype,`shown`,void 0),H([x()],Hi.prototype,`said`,void 0);var Ui=`config_subentries.camera.`,Wi=class extends G{constructor(...e){super(...e),this.fields={}}load(){return Promise.resolve()}firstUpdated(){this.scrollIntoView({block:`start`})}refused(e,t){let{translation_key:n,translation_placeholders:r}=t??{},{field:i,error:a}=r??{};return n!==`register_wrong`||i===void 0||a===void 0?super.refused(e,t):(this.wrong={field:i,error:a},this.updateComplete.then(()=>this.renderRoot.querySelector(`[name="${i}"]`)?.focus()),``)}set(e,t){this.fields={...this.fields,[e]:t}}save(e){this.wrong=void 0,this.ask({...e,fields:this.fields},()=>this.done())}done(){this.dispatchEvent(new Event(`done`))}buttons(e){return g`<div class="row">
      <button class="primary" aria-disabled=${this.busy} @click=${()=>!this.busy&&e()}>
        ${this.say(`register.save`)}
      </button>
      <button @click=${()=>this.done()}>${this.say(`common.cancel`)}</button>
    </div>`}text(e,t,n){return this.labelled(e,t,g`<textarea
        name=${t}
        rows="2"
        maxlength=${n}
        aria-describedby="about-${t}"
        .value=${this.shown(t)}
        @change=${e=>this.set(t,e.target.value)}
      ></textarea>`)}input(e,t,n){return this.labelled(e,t,g`<input
        name=${t}
        type=${n}
        min=${n===`number`?`0`:v}
        aria-describedby="about-${t}"
        .value=${this.shown(t)}
        @change=${e=>{let{value:r}=e.target;this.set(t,n===`number`?r===``?null:Number(r):r)}}
      />`)}choice(e,t,n,r){return this.labelled(e,t,g`<select
        name=${t}
        aria-describedby="about-${t}"
        @change=${e=>this.set(t,e.target.value)}
      >
        ${r.map(r=>g`<option value=${r} ?selected=${r===this.fields[t]}>
              ${L(e.localize,`selector.${n}.options.${r}`)||r}
            </option>`)}
      </select>`)}checks(e,t,n){let r=this.fields[t]??[],i=e=>this.set(t,r.includes(e)?r.filter(t=>t!==e):[...r,e]),a=this.label(e,t);return g`<div class="field" role="group" aria-label=${a}>
      <span>${a}</span>
      ${n.map(n=>g`<label class="check"
            ><input
              type="checkbox"
              name=${t}
              .checked=${r.includes(n)}
              @change=${()=>i(n)}
            />${L(e.localize,`selector.${t}.options.${n}`)||n}</label
          >`)}
      ${this.about(e,t)}
    </div>`}shown(e){let t=this.fields[e];return typeof t==`number`?String(t):typeof t==`string`?t:``}label(e,t){return L(e.localize,`${Ui}step.${this.step}.data.${t}`)}about(e,t){let{wrong:n}=this,r=n?.field===t?this.say(`register.${n.error}`)||L(e.localize,`${Ui}error.${n.error}`):``;return g`<p class="quiet" id="about-${t}">
        ${L(e.localize,`${Ui}step.${this.step}.data_description.${t}`)}
      </p>
      ${r===``?v:g`<p class="error" role="alert">${r}</p>`}`}labelled(e,t,n){return g`<div class="field">
      <label>${this.label(e,t)} ${n}</label>
      ${this.about(e,t)}
    </div>`}};H([x()],Wi.prototype,`fields`,void 0),H([x()],Wi.prototype,`wrong`,void 0);var Gi=500,Ki=[`purpose`,`sees`,`recording`,`recording_days`,`recognition`,`told_how`,`notice_shown`,`people_informed`],qi=[`notice_shown`,`people_informed`],Ji=`config_subentries.camera.step.reconfigure.data.`,Yi=class extends Wi{constructor(...e){super(...e),this.step=`register`,this.askedBack=!1}connectedCallback(){let{entry:e}=this;e!==void 0&&(this.fields=Object.fromEntries(Ki.map(t=>[t,e[t]]))),super.connectedCallback()}refused(e,t){let n=super.refused(e,t);return this.askedBack||=this.wrong?.error===`purpose_says_nothing`,n}content(e){let{entry:t,options:n}=this;return t===void 0||n===void 0?g`${v}`:g`<h2>${t.camera}</h2>
      <section class="card">
        ${this.text(e,`purpose`,Gi)} ${this.checks(e,`sees`,n.sees)}
        ${this.choice(e,`recording`,`recording`,n.recording)}
        ${this.input(e,`recording_days`,`number`)}
        ${this.choice(e,`recognition`,`recognition`,n.recognition)}
        ${this.text(e,`told_how`,Gi)}
        ${qi.map(t=>g`<label class="check"
              ><input
                type="checkbox"
                name=${t}
                .checked=${this.fields[t]===!0}
                @change=${e=>this.set(t,e.target.checked)}
              />${L(e.localize,Ji+t)}</label
            >`)}
      </section>
      ${this.buttons(()=>this.save({type:`lens_cap/register/save`,camera_id:t.camera_id,revision:t.revision,asked_back:this.askedBack}))}`}},Xi=class extends Wi{constructor(...e){super(...e),this.step=`consent`}connectedCallback(){let e=new Intl.DateTimeFormat(`en-CA`,{timeZone:this.zone}).format(Date.now()),{person:t}=this;this.fields=t===void 0?{what:`camera`,given_on:e}:{answer:`agreed`,given_on:e,way:t.way,purpose:t.purpose},super.connectedCallback()}content(e){let{entry:t,options:n,person:r}=this;return t===void 0||n===void 0?g`${v}`:g`<h2>${this.say(`register.answer_about`,{camera:t.camera})}</h2>
      <section class="card">
        ${r===void 0?g`${this.input(e,`who`,`text`)}
              ${this.choice(e,`what`,`consent_scope`,n.scopes)}`:g`<p>${this.say(`register.asked_again`)}</p>`}
        ${this.input(e,`given_on`,`date`)} ${this.input(e,`way`,`text`)}
        ${this.input(e,`purpose`,`text`)}
      </section>
      ${this.buttons(()=>this.save({type:`lens_cap/register/note_consent`,camera_id:t.camera_id,...r===void 0?{}:{consent_id:r.consent_id,revision:r.revision}}))}`}};function Zi({language:e},t,n){let r=n.includes(`T`)?t:`UTC`;return new Intl.DateTimeFormat(e,{dateStyle:`long`,timeZone:r}).format(new Date(n))}function Qi({who:e,given_on:t,withdrawn_at:n},r,i){let a=n===null?`given`:`withdrawn`,o=e===``?`somebody`:`name`,s=n??t;return V(`register.${a}_${o}`,{what:r,day:s===null?`-`:i(s),...e===``?{}:{who:e}})}var $i=D(M()),ea=k({responsible:M(),cameras:T(k({camera_id:M(),camera:M(),purpose:M(),sees:T(M()),recording:M(),recording_days:D(O()),recognition:M(),notice_shown:E(),people_informed:E(),told_how:M(),consents:T(k({scope:M(),given:O(),withdrawn:O()})),people:A(T(k({consent_id:M(),who:M(),scope:M(),given_on:$i,way:M(),purpose:M(),withdrawn_at:$i,revision:M()}))),revision:A(M())})),options:D(k({sees:T(M()),recording:T(M()),recognition:T(M()),scopes:T(M())}))}),ta=e=>N(ea,e),na=[`camera`,`sound`,`recognition`],ra=`config_subentries.camera.step.`,ia=class extends G{constructor(...e){super(...e),this.withdrawn=``}connectedCallback(){super.connectedCallback(),this.hass?.loadBackendTranslation(`config_subentries`,`lens_cap`).then(()=>this.requestUpdate())}load(){return this.ask({type:`lens_cap/register/list`},e=>{this.register=ta(e)}).then(()=>void 0)}content(e,t){let{register:n,editing:r}=this;if(n===void 0)return g`<h2>${this.say(`register.title`)}</h2>`;if(r!==void 0&&n.options!==null){let{what:t,entry:i,person:a}=r;return t===`register`?g`<lens-cap-register-form
            .hass=${e}
            .entry=${i}
            .options=${n.options}
            @done=${this.formDone}
          ></lens-cap-register-form>`:g`<lens-cap-consent-form
            .hass=${e}
            .entry=${i}
            .person=${a}
            .options=${n.options}
            @done=${this.formDone}
          ></lens-cap-consent-form>`}let{responsible:i}=n;return g`<h2>${this.say(`register.title`)}</h2>
      <p>
        ${i===``?this.say(`register.nobody_responsible`):this.say(`register.responsible`,{name:i})}
      </p>
      ${n.cameras.map(n=>this.entry(e,n,t))}
      <p class="quiet">${this.say(`register.foot`)}</p>`}entry(e,t,n){let{recording_days:r}=t,i=[[`sees`,t.sees.map(t=>this.word(e,`sees`,t))],[`recording`,[this.word(e,`recording`,t.recording)]],[`recording_days`,r===null?[]:[this.say(`register.days_${n.plural(r)}`,{days:r})]],[`recognition`,[this.word(e,`recognition`,t.recognition)]],[`told_how`,t.told_how===``?[]:[t.told_how]]];return g`<section class="card" data-camera=${t.camera_id}>
      <h3 tabindex="-1">${t.camera}</h3>
      <p>${t.purpose===``?this.say(`register.no_purpose`):t.purpose}</p>
      <dl class="list">
        ${i.map(([t,n])=>n.length===0?v:g`<div>
                <dt class="quiet">${L(e.localize,`${ra}register.data.${t}`)}</dt>
                ${n.map(e=>g`<dd>${e}</dd>`)}
              </div>`)}
      </dl>
      <p>${this.say(`register.sign_${t.notice_shown?`yes`:`no`}`)}</p>
      <p>${this.say(`register.informed_${t.people_informed?`yes`:`no`}`)}</p>
      ${t.revision===void 0?v:g`<div class="row">
              <button @click=${()=>this.editing={what:`register`,entry:t}}>
                ${this.say(`register.edit`)}
              </button>
            </div>`}
      ${this.consents(e,t)} ${this.ownWord(e,t)}
    </section>`}consents(e,t){let n=t.consents.filter(({given:e,withdrawn:t})=>e+t>0);return g`<h4>${this.say(`register.who_agreed`)}</h4>
      ${n.length===0?g`<p>${this.say(`register.nobody_asked`)}</p>`:v}
      ${t.people===void 0?n.map(({scope:t,given:n,withdrawn:r})=>g`<p>
                  ${this.say(`register.counted`,{what:this.word(e,`consent_scope`,t),given:n,withdrawn:r})}
                </p>`):g`<ul class="list">
                ${t.people.map(n=>this.person(e,t,n))}
              </ul>
              <div class="row">
                <button @click=${()=>this.editing={what:`consent`,entry:t}}>
                  ${this.say(`register.note`)}
                </button>
              </div>`}`}person(e,t,n){let r=this.word(e,`consent_scope`,n.scope),i=Qi(n,r,t=>Zi(e.locale,this.zone,t)),a=this.camera(t),o=this.striking===n.consent_id,s=e=>`${this.say(`register.${e}`)}: ${n.who===``?r:`${n.who}, ${r}`}`;return g`<li>
      <span>${this.say(i.key,i.values)}</span>
      ${n.way===``?v:g`<span class="quiet">${n.way}</span>`}
      ${n.purpose===``?v:g`<span class="quiet">${n.purpose}</span>`}
      <div class="row">
        ${n.withdrawn_at===null?a===void 0?v:g`<button
                  aria-label=${s(`withdraw`)}
                  @click=${()=>this.withdraw(e,a,n.scope,n.who)}
                >
                  ${this.say(`register.withdraw`)}
                </button>`:g`<button
                aria-label=${s(`again`)}
                @click=${()=>this.editing={what:`consent`,entry:t,person:n}}
              >
                ${this.say(`register.again`)}
              </button>`}
        <button
          aria-label=${s(o?`strike_yes`:`strike`)}
          @click=${()=>this.strike(t,n)}
        >
          ${this.say(o?`register.strike_yes`:`register.strike`)}
        </button>
      </div>
    </li>`}ownWord(e,t){let n=this.camera(t);return n===void 0?v:g`<div class="field" role="group" aria-label=${this.say(`register.not_any_more`)}>
        <span>${this.say(`register.not_any_more`)}</span>
        <div class="row">
          ${na.map(t=>g`<button @click=${()=>this.withdraw(e,n,t)}>
                ${this.word(e,`consent_scope`,t)}
              </button>`)}
        </div>
      </div>
      <p aria-live="polite">
        ${this.withdrawn===t.camera_id?this.say(`register.heard`):``}
      </p>`}camera({camera_id:e}){let t=this.view?.cameras.find(t=>t.camera_id===e);if(t!==void 0&&t.entity_id!==null&&t.may_close)return{...t,entity_id:t.entity_id}}word(e,t,n){return L(e.localize,`selector.${t}.options.${n}`)||n}async formDone(){let e=this.editing?.entry.camera_id;this.editing=void 0,await this.load(),await this.updateComplete;let t=this.renderRoot.querySelector(`[data-camera="${e}"]`);t?.scrollIntoView({block:`start`}),t?.querySelector(`h3`)?.focus()}async withdraw(e,{camera_id:t,entity_id:n},r,i){this.withdrawn=``;try{await tr(e,n,r,i),this.withdrawn=t,await this.load()}catch(t){await this.load(),this.error=R(e.localize,t)}}async strike({camera_id:e},t){if(this.striking!==t.consent_id){this.striking=t.consent_id;return}this.striking=void 0,await this.ask({type:`lens_cap/register/note_consent`,camera_id:e,consent_id:t.consent_id,revision:t.revision,fields:{answer:`not_concerned`}},()=>void 0);let{error:n}=this;await this.load(),this.error||=n}};H([x()],ia.prototype,`register`,void 0),H([x()],ia.prototype,`editing`,void 0),H([x()],ia.prototype,`striking`,void 0),H([x()],ia.prototype,`withdrawn`,void 0);var aa=k({rules:T(k({rule_id:M(),name:M(),on:E(),applies:E(),entity_id:D(M()),sentence:M(),revision:M(),fields:D(Ct(M(),Dt()))})),ready_made:A(D(T(k({template:M(),names:T(M())})))),options:D(k({cameras:T(k({camera_id:M(),name:M()})),persons:T(k({entity_id:M(),name:M()})),alarms:T(k({entity_id:M(),name:M(),states:T(M())})),zones:T(k({zone_id:M(),name:M(),camera_id:M()})),presences:T(M()),leave_delay_minutes:O(),leave_delay_minutes_most:O()}))}),oa=k({errors:Ct(M(),M()),sentence:A(D(M())),today:D(k({cameras:T(k({name:M(),spans:T(k({from:M(),to:M(),level:M(),certain:E(),depends_on:T(M()),recording_off:A(E(),!1),recognition_off:A(E(),!1)}))}))}))}),sa=e=>N(aa,e),ca=e=>N(oa,e),la=300,ua=[`mon`,`tue`,`wed`,`thu`,`fri`,`sat`,`sun`],da=[`private`,`masked`,`unchanged`],fa=e=>Array.isArray(e)?e.filter(e=>typeof e==`string`):[],pa=e=>typeof e==`string`?e:``,ma=class extends G{constructor(...e){super(...e),this.fields={presence:`someone_home`,effect_level:`private`}}connectedCallback(){this.rule?.fields!=null&&(this.fields=this.rule.fields),super.connectedCallback(),this.hass?.loadBackendTranslation(`config_subentries`,`lens_cap`).then(()=>this.requestUpdate())}disconnectedCallback(){super.disconnectedCallback(),window.clearTimeout(this.timer)}load(){return this.ask({type:`lens_cap/rules/preview`,...this.message},e=>{this.preview=ca(e)}).then(()=>void 0)}get message(){let{rule:e,fields:t}=this;return{fields:this.named(t),...e===void 0?{}:{rule_id:e.rule_id}}}named(e){return pa(e.name).trim()===``?{...e,name:this.say(`presence.${pa(e.presence)}`)}:e}content(e,t){let{fields:n,options:r,busy:i}=this;if(r===void 0)return g`${v}`;let a=pa(n.presence)||`ignore`,o=pa(n.effect_level)||`private`;return g`<h2>${this.rule?.name??this.say(`rules.new`)}</h2>
      <section class="card">
        ${this.choice(`rules.when`,`presence`,a,r.presences)}
        ${this.checks(`rules.cameras`,`cameras`,r.cameras.map(({camera_id:e,name:t})=>[e,t]))}
        <p class="quiet">${this.say(`rules.none_is_all`)}</p>
        ${this.choice(`rules.effect`,`effect_level`,o,da)}
        ${o===`masked`?this.zones(r):v}
      </section>
      <details class="card" ?open=${this.rule!==void 0}>
        <summary>${this.say(`rules.more`)}</summary>
        ${this.more(e,r)}
      </details>
      ${this.outcome(e,t)}
      <div class="row">
        <button class="primary" aria-disabled=${i} @click=${()=>!i&&this.save()}>
          ${this.say(`rules.save`)}
        </button>
        <button @click=${()=>this.done()}>${this.say(`common.cancel`)}</button>
      </div>`}more(e,t){let n=t.alarms.find(({entity_id:e})=>e===this.fields.alarm_entity);return g`<div class="list">
      ${this.input(`rules.name`,`name`,`text`)}
      ${this.checks(`rules.persons`,`persons`,t.persons.map(({entity_id:e,name:t})=>[e,t]))}
      ${this.checks(`rules.days`,`weekdays`,ua.map(e=>[e,this.say(`weekday.${e}`)]))}
      ${this.input(`rules.start`,`start`,`time`)} ${this.input(`rules.end`,`end`,`time`)}
      ${t.alarms.length===0?v:g`<label
              >${this.say(`rules.alarm`)}
              <select
                @change=${e=>{let{value:t}=e.target;this.set({alarm_entity:t===``?void 0:t,alarm_states:void 0})}}
              >
                <option value="">${this.say(`rules.no_alarm`)}</option>
                ${t.alarms.map(({entity_id:e,name:t})=>g`<option value=${e} ?selected=${e===n?.entity_id}>
                      ${t}
                    </option>`)}
              </select></label
            >`}
      ${n===void 0?v:this.checks(`rules.alarm_states`,`alarm_states`,n.states.map(t=>[t,e.localize(`component.alarm_control_panel.entity_component._.state.${t}`)||t]))}
      <label class="check"
        ><input
          type="checkbox"
          .checked=${this.fields.audio_off===!0}
          @change=${e=>this.set({audio_off:e.target.checked})}
        />${this.say(`rules.audio_off`)}</label
      >
      ${this.input(`rules.leave_delay`,`leave_delay_minutes`,`number`)}
      <p class="quiet">${this.say(`rules.more_elsewhere`)}</p>
    </div>`}zones({zones:e,cameras:t}){let n=(e,n)=>this.say(`rules.zone_of`,{zone:n,camera:t.find(({camera_id:t})=>t===e)?.name??``});return this.checks(`rules.zones`,`zones`,e.map(({zone_id:e,name:t,camera_id:r})=>[e,n(r,t)]))}choice(e,t,n,r){let i=e=>t===`presence`?this.say(`presence.${e}`):this.say(`effect.${e}`);return g`<lens-cap-choice
        .label=${this.say(e)}
        .value=${n}
        .options=${r.map(e=>({value:e,label:i(e)||e}))}
        @choose=${e=>this.set({[t]:e.detail})}
      ></lens-cap-choice>
      ${this.wrong(t)}`}checks(e,t,n){let r=fa(this.fields[t]),i=e=>this.set({[t]:r.includes(e)?r.filter(t=>t!==e):[...r,e]});return g`<div class="field" role="group" aria-label=${this.say(e)}>
      <span>${this.say(e)}</span>
      ${n.map(([e,t])=>g`<label class="check"
            ><input
              type="checkbox"
              .checked=${r.includes(e)}
              @change=${()=>i(e)}
            />${t}</label
          >`)}
      ${this.wrong(t)}
    </div>`}input(e,t,n){let r=this.fields[t],i=typeof r==`number`?String(r):pa(r),a=n===`time`&&i!==``&&!/^\d/.test(i);return g`<label
        >${this.say(e)}
        <input
          type=${a?`text`:n}
          .value=${n===`time`&&!a?i.slice(0,5):i}
          @change=${e=>{let{value:r}=e.target,i=r.length===5?`${r}:00`:r;this.set({[t]:r===``?void 0:n===`number`?Number(r):n===`time`?i:r})}} /></label
      >${this.wrong(t)}`}wrong(e){let t=this.preview?.errors[e];return t===void 0||this.hass===void 0?v:g`<p class="error" role="alert">${this.hass.localize(`component.lens_cap.config_subentries.rule.error.${t}`)||this.say(`rules.wrong`)}</p>`}outcome(e,t){let{preview:n}=this;if(n===void 0)return v;let r=n.today?.cameras.filter(({spans:e})=>e.length>0)??[];return g`<section class="card" aria-live="polite">
      <h3>${this.say(`rules.today`)}</h3>
      ${n.sentence==null?v:g`<p>${n.sentence}</p>`}
      ${r.length===0?g`<p>${this.say(`rules.today_nothing`)}</p>`:v}
      <ul class="list">
        ${r.map(({name:e,spans:n})=>g`<li>
              <strong>${e}</strong>
              ${n.map(e=>{let n=`week.${e.certain?e.level:`depends`}`,r=e.level===`private`?null:tn(e);return g`<span
                    >${this.say(n,{from:t.time(e.from),to:t.time(e.to)})}</span
                  >
                  ${r===null?v:g`<span class="quiet">${this.say(r.key)}</span>`}`})}
            </li>`)}
      </ul>
    </section>`}set(e){let t=Object.entries({...this.fields,...e}).filter(([,e])=>e!==void 0);this.fields=Object.fromEntries(t),window.clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.load(),la)}async save(){window.clearTimeout(this.timer);let e=this.rule===void 0?{}:{revision:this.rule.revision};await this.ask({type:`lens_cap/rules/save`,...this.message,...e},()=>void 0)&&this.done()}done(){this.dispatchEvent(new Event(`done`))}};H([x()],ma.prototype,`fields`,void 0),H([x()],ma.prototype,`preview`,void 0);var ha=class extends G{load(){return this.ask({type:`lens_cap/rules/list`},e=>{this.rules=sa(e)}).then(()=>void 0)}content(e){let{rules:t,editing:n}=this;if(t===void 0)return g`<h2>${this.say(`rules.title`)}</h2>`;if(n!==void 0&&t.options!==null)return g`<lens-cap-rule-form
        .hass=${e}
        .rule=${n===`new`?void 0:n}
        .options=${t.options}
        @done=${this.formDone}
      ></lens-cap-rule-form>`;let r=this.view?.you?.may_change_rules===!0;return g`<h2>${this.say(`rules.title`)}</h2>
      ${t.rules.length===0?g`<p>${this.say(`rules.none`)}</p>`:v}
      <ul class="list">
        ${t.rules.map(t=>this.rule(e,t,r))}
      </ul>
      ${r?g`<button class="primary" @click=${()=>this.editing=`new`}>
              ${this.say(`rules.new`)}
            </button>`:v}
      ${r?this.readyMade(t):v}`}rule(e,t,n){let{name:r,sentence:i,on:a,applies:o,entity_id:s}=t,c=s!==null&&(n||this.view?.you?.may_open===!0);return g`<li class="card">
      <h3>${r}</h3>
      <p>${i}</p>
      <p class="quiet">
        ${this.say(a?o?`rules.applies`:`rules.waits`:`rules.off`)}
      </p>
      <div class="row">
        ${c?g`<button @click=${()=>this.switch(e,s,!a)}>
                ${this.say(a?`rules.switch_off`:`rules.switch_on`)}
              </button>`:v}
        ${n&&t.fields!==null?g`<button @click=${()=>this.editing=t}>${this.say(`rules.edit`)}</button>
                <button @click=${()=>this.delete(t)}>
                  ${this.say(this.deleting===t.rule_id?`rules.delete_yes`:`rules.delete`)}
                </button>`:v}
      </div>
    </li>`}readyMade({ready_made:e}){return e==null||e.length===0?v:g`<h3>${this.say(`rules.ready_made`)}</h3>
      <ul class="list">
        ${e.map(({template:e,names:t})=>g`<li>
              ${t.map(e=>g`<span>${e}</span>`)}
              <button @click=${()=>this.add(e)}>${this.say(`rules.add`)}</button>
            </li>`)}
      </ul>`}formDone(){this.editing=void 0,this.load()}async add(e){await this.ask({type:`lens_cap/rules/add_ready_made`,template:e},()=>void 0)&&await this.load()}async delete({rule_id:e,revision:t}){this.deleting===e?(this.deleting=void 0,await this.ask({type:`lens_cap/rules/delete`,rule_id:e,revision:t},()=>void 0)&&await this.load()):this.deleting=e}async switch(e,t,n){try{await rr(e,t,n),await this.load()}catch(t){this.error=R(e.localize,t)}}};H([x()],ha.prototype,`rules`,void 0),H([x()],ha.prototype,`editing`,void 0),H([x()],ha.prototype,`deleting`,void 0);var ga=k({camera:A(D(M())),severity:M(),title:M(),accepted_until:A(D(M()))}),_a=k({audited_at:D(M()),findings:T(ga),accepted:T(ga)}),va=[`critical`,`high`,`medium`,`low`],ya=class extends G{load(){return this.view?.you?.role===`administrator`?this.ask({type:`lens_cap/findings`},e=>{this.found=N(_a,e)}).then(()=>void 0):Promise.resolve()}content(e,t){let{found:n}=this;if(this.view?.you?.role!==`administrator`)return g`<h2>${this.say(`security.title`)}</h2>
        <p>${this.say(`security.others`)}</p>`;if(n===void 0)return g`<h2>${this.say(`security.title`)}</h2>`;let r=[...n.findings].sort((e,t)=>va.indexOf(e.severity)-va.indexOf(t.severity));return g`<h2>${this.say(`security.title`)}</h2>
      ${n.audited_at===null?v:g`<p class="quiet">
              ${this.say(`security.looked`,{time:t.at(n.audited_at)})}
            </p>`}
      ${r.length===0?g`<p>${this.say(`security.nothing`)}</p>`:v}
      ${r.length===0?v:g`<ul class="card list">
              ${r.map(e=>this.finding(e))}
            </ul>`}
      ${n.accepted.length===0?v:g`<h3>${this.say(`security.accepted`)}</h3>
              <ul class="card list">
                ${n.accepted.map(e=>g`<li>
                      <span>${e.title}</span>
                      ${e.accepted_until==null?v:g`<span class="quiet"
                              >${this.say(`second.until`,{time:t.at(e.accepted_until)})}</span
                            >`}
                    </li>`)}
              </ul>`}
      <p class="quiet">${this.say(`security.foot`)}</p>`}finding({title:e,camera:t,severity:n}){return g`<li>
      <strong>${this.say(`severity.${n}`)}</strong>
      <span>${e}</span>
      ${t==null?v:g`<span class="quiet">${t}</span>`}
      <button @click=${()=>it(`/config/repairs`)}>${this.say(`security.fix`)}</button>
    </li>`}};H([x()],ya.prototype,`found`,void 0);var ba=864e5;function xa(e,t){let n=new Intl.DateTimeFormat(`en-CA`,{timeZone:t,hourCycle:`h23`,year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`}).formatToParts(new Date(e)),r=e=>n.find(t=>t.type===e)?.value;return{date:`${r(`year`)}-${r(`month`)}-${r(`day`)}`,minutes:Number(r(`hour`))*60+Number(r(`minute`))}}function Sa(e,t){let{date:n,minutes:r}=xa(e,t),i=e=>String(e).padStart(2,`0`);return`${n}T${i(Math.floor(r/60))}:${i(r%60)}`}function Ca(e,t){let n=Date.parse(`${e}:00Z`),r=e=>Date.parse(`${Sa(e,t)}:00Z`)-e;return n-r(n-r(n))}function wa(e,t){let{date:n}=xa(e,t);return Ca(`${new Date(Date.parse(`${n}T00:00:00Z`)+ba).toISOString().slice(0,10)}T00:00`,t)}function Ta(e,t){let n=[];for(let r of e){let e=Date.parse(r.to);for(let i=Date.parse(r.from);i<e;){let a=wa(i,t),o=Math.min(e,a),s=n.at(-1),c=s!==void 0&&i<wa(s.from,t)?s:{from:i,parts:[]};c!==s&&n.push(c);let l=a-c.from;c.parts.push({span:r,from:i,to:o,begins:(i-c.from)/l,ends:(o-c.from)/l}),i=o}}return n}var Ea=({level:e,at_most:t})=>e===t?e:`depends`,Da=k({time_zone:M(),cameras:T(k({camera_id:M(),name:M(),spans:T(k({from:M(),to:M(),level:M(),at_most:M(),depends_on:T(M()),reason:M(),rules:T(k({name:D(M())})),recording_off:A(E(),!1),recognition_off:A(E(),!1),recording_off_at_most:A(E(),!1),recognition_off_at_most:A(E(),!1)}))}))});function Oa(e){if(e.level===`private`)return[];let t={recording_off:e.recording_off_at_most,recognition_off:e.recognition_off_at_most},n=e.at_most===`private`?null:nn(e,t);return[tn(e),n].filter(e=>e!==null)}var ka=class extends G{load(){return this.ask({type:`lens_cap/week`},e=>{this.week=N(Da,e)}).then(()=>void 0)}content(e,t){let{week:n}=this;return g`<h2>${this.say(`week.title`)}</h2>
      <p class="quiet">${this.say(`week.legend`)}</p>
      ${n===void 0?v:n.cameras.map(({name:e,spans:r})=>g`<section class="card">
                  <h3>${e}</h3>
                  ${Ta(r,n.time_zone).map(e=>this.day(e,t))}
                </section>`)}`}day(e,t){let n=new Date(e.from).toISOString();return g`<details class="day">
      <summary>
        ${t.day(n)}
        <svg class="bar" viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <pattern
              id="stripes"
              width="8"
              height="8"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <line class="stripe" x1="0" y1="0" x2="0" y2="8"></line>
            </pattern>
          </defs>
          ${e.parts.map(({span:e,begins:t,ends:n})=>_`<rect class=${Ea(e)} x=${t*1e3} width=${(n-t)*1e3} y="0" height="28"></rect>`)}
        </svg>
      </summary>
      <ul class="list">
        ${e.parts.map(({span:e,begins:n,ends:r,from:i,to:a})=>{let o=e=>t.time(new Date(e).toISOString()),s=n===0&&r===1,c=`week.${s?`all_`:``}${Ea(e)}`;return g`<li>
            <span>${this.say(c,s?{}:{from:o(i),to:o(a)})}</span>
            ${Oa(e).map(({key:e,values:t})=>g`<span class="quiet">${this.say(e,t)}</span>`)}
            <span class="quiet">${this.why(e)}</span>
          </li>`})}
      </ul>
    </details>`}why({level:e,at_most:t,depends_on:n,reason:r,rules:i}){let a=i.map(({name:e})=>e).filter(e=>e!==null),o=new Intl.ListFormat(this.hass?.language);if(e!==t||n.length>0){let e=o.format(n.map(e=>this.say(`depends.${e}`)).filter(Boolean));return a.length===0?this.say(`week.depends_on`,{what:e}):this.say(`week.depends_on_by`,{what:e,rules:o.format(a)})}return a.length===0?this.say(`reason.${r}`)||this.say(`reason.other`):this.say(`week.by`,{rules:o.format(a)})}};H([x()],ka.prototype,`week`,void 0);var Aa={entity_id:M(),name:M()},ja=k({facts:k({at:M(),people:T(k({...Aa,where:M()})),guests:M(),alarms:T(k({...Aa,state:D(M()),states:T(M())})),entities:T(k({...Aa,state:M()}))}),cameras:T(k({camera_id:M(),name:M(),level:M(),reason:M(),rule:D(k({name:D(M())})),changed:E(),recording_off:A(E(),!1),recognition_off:A(E(),!1)}))}),Ma=class extends G{constructor(...e){super(...e),this.facts={}}load(){let{facts:e}=this;return this.ask({type:`lens_cap/what_if`,facts:e},e=>{this.answer=N(ja,e)}).then(()=>void 0)}content(e){let{answer:t}=this;return g`<h2>${this.say(`what_if.title`)}</h2>
      <p class="quiet">${this.say(`what_if.only_asks`)}</p>
      ${t===void 0?v:this.form(e,t)}
      ${t===void 0?v:g`<section class="card" aria-live="polite">
              <ul class="list">
                ${t.cameras.map(e=>this.camera(e))}
              </ul>
            </section>`}`}camera(e){let{name:t,level:n,reason:r,rule:i,changed:a}=e,o=n===`private`?null:tn(e);return g`<li class=${a?`changed`:``}>
      <strong>${t}</strong>
      <span>${this.say(`card.${n}`)}</span>
      <span class="quiet">${this.say(`reason.${r}`)||this.say(`reason.other`)}</span>
      ${i?.name==null?v:g`<span class="quiet">${i.name}</span>`}
      ${o===null?v:g`<span class="quiet">${this.say(o.key)}</span>`}
      ${a?g`<span>${this.say(`what_if.changed`)}</span>`:v}
    </li>`}form(e,{facts:t}){let n=[`home`,`away`,`unknown`];return g`<section class="card">
      ${t.people.map(({entity_id:e,name:t,where:r})=>this.choice(t,r,n,e=>this.say(`where.${e}`),t=>{this.facts.people={...this.facts.people,[e]:t}}))}
      ${this.choice(this.say(`what_if.guests`),t.guests,[`no`,`yes`,`maybe`],e=>this.say(`guests.${e}`),e=>{this.facts.guests=e})}
      <label
        >${this.say(`what_if.when`)}
        <input
          type="datetime-local"
          .value=${Sa(Date.parse(t.at),this.zone)}
          @change=${e=>this.when(e.target.value)}
      /></label>
      ${t.alarms.map(({entity_id:t,name:n,state:r,states:i})=>g`<label
            >${n}
            <select
              @change=${e=>{let{value:n}=e.target;this.facts.alarms={...this.facts.alarms,[t]:n===``?null:n},this.load()}}
            >
              <option value="" ?selected=${r===null}>${this.say(`where.unknown`)}</option>
              ${i.map(t=>g`<option value=${t} ?selected=${t===r}>
                    ${e.localize(`component.alarm_control_panel.entity_component._.state.${t}`)||t}
                  </option>`)}
            </select></label
          >`)}
      ${t.entities.map(({entity_id:e,name:t,state:n})=>this.choice(t,n,[`on`,`off`,`unknown`],e=>this.say(`entity_state.${e}`),t=>{this.facts.entities={...this.facts.entities,[e]:t}}))}
      <button @click=${()=>this.reset()}>${this.say(`what_if.now`)}</button>
    </section>`}choice(e,t,n,r,i){return g`<lens-cap-choice
      .label=${e}
      .value=${t}
      .options=${n.map(e=>({value:e,label:r(e)}))}
      @choose=${e=>{i(e.detail),this.load()}}
    ></lens-cap-choice>`}when(e){e!==``&&(this.facts.at=new Date(Ca(e,this.zone)).toISOString(),this.load())}reset(){this.facts={},this.load()}};H([x()],Ma.prototype,`answer`,void 0);var Na=k({requests:T(k({request_id:M(),camera_id:M(),asked_by_me:E(),asked_by_automation:E(),length:M(),purpose:D(M()),needed_for:M(),expires_at:M(),heard:T(M()),untold:T(M()),switches_on_microphone:A(E(),!1),proof:M()}))});async function Pa(e,t){return N(Na,await e.callWS({type:`lens_cap/audio/pending`})).requests.find(e=>e.camera_id===t)}var Fa,Ia=[`this_viewing`,`five_minutes`,`one_hour`],La=700,q=class extends ar{constructor(...e){super(...e),this.length=`this_viewing`,this.purpose=``,this.error=``,this.calm=!1,this.busy=!0,this.pin=``}connectedCallback(){super.connectedCallback();let{camera:e}=this;e?.sound.state===`off`&&e.sound.refusal===null?this.ask():this.look()}get camera(){return this.view?.cameras.find(e=>e.camera_id===this.cameraId)}render(){let{hass:e,camera:t}=this;if(e===void 0||!this.speaks)return v;let n=Gn(e.locale,e.config.time_zone,()=>Date.now());return g`<lens-cap-sheet
      .heading=${this.say(`sound.turn_on_of`,{camera:t?.name??``})}
      .closeLabel=${this.say(`common.close`)}
      @closed=${()=>this.end()}
    >
      <div class="lines">
        ${t===void 0?this.say(`card.not_connected`):this.body(t,n)}
        <p class="error" role="alert">${this.error}</p>
      </div>
    </lens-cap-sheet>`}body(e,t){let{sound:n}=e;if(n.state===`on`)return this.sounding(e,t);let r=n.state===`off`?vr(e):null;return r===null?this.busy?g`<p>${this.say(`common.loading`)}</p>`:n.asked===null?this.over():this.request?.request_id===n.asked.request_id?this.confirming(e,this.request,t):this.waiting(e,t):g`<p>${this.say(r.key)}</p>
        ${this.assess(e)}`}assess(e){return[`not_assessed`,`assessment_outdated`].includes(e.sound.refusal??``)&&this.view?.you?.role===`administrator`?g`<button
          class="primary"
          @click=${()=>this.leave(`/config/integrations/integration/lens_cap`)}
        >
          ${this.say(`sound.open_settings`)}
        </button>`:g`${v}`}over(){return g`<p>${this.say(`sound.over`)}</p>
      <button class="primary" @click=${()=>this.ask()}>${this.say(`sound.ask_again`)}</button>`}sounding(e,t){let{headline:n,lines:r}=yr(e,t);return g`<p>${this.say(n.key,n.values)}</p>
      ${r.map(({key:e,values:t})=>g`<p class="quiet">${this.say(e,t)}</p>`)}
      <div class="row">
        <button class="primary" @click=${()=>this.listen(e)}>
          ${this.say(`sound.hear`)}
        </button>
        <button @click=${()=>this.off(e)}>${this.say(`sound.turn_off`)}</button>
      </div>`}confirming(e,t,n){return g`${t.asked_by_me?this.wishes():this.asker(e,n)} ${this.heard(t)}
      <p class="quiet">${this.say(`sound.ends_by_itself`)}</p>
      <div class="row">
        <button class="primary" ?disabled=${!this.calm} @click=${()=>this.confirm(t)}>
          ${this.say(`sound.turn_on`)}
        </button>
        <button ?disabled=${!this.calm} @click=${()=>this.deny(t.request_id)}>
          ${this.say(`sound.stay_silent`)}
        </button>
      </div>
      <lens-cap-countdown .ends=${t.expires_at} .say=${this.say}></lens-cap-countdown>`}wishes(){return g`<lens-cap-choice
        .label=${this.say(`sound.how_long`)}
        .value=${this.length}
        .options=${Ia.map(e=>({value:e,label:this.say(`sound.length_${e}`)}))}
        @choose=${e=>{this.length=e.detail,this.askAnew()}}
      ></lens-cap-choice>
      <label
        >${this.say(`sound.what_for`)}
        <input
          maxlength="200"
          .value=${this.purpose}
          @change=${e=>{this.purpose=e.target.value,this.askAnew()}}
      /></label>`}asker(e,t){let{lines:n}=yr(e,t),r=this.request?.purpose??``;return g`${n.map(({key:e,values:t})=>g`<p>${this.say(e,t)}</p>`)}
      <p>${this.say(`sound.length_${this.request?.length??``}`)}</p>
      ${r===``?v:g`<p>${this.say(`sound.purpose_is`,{purpose:r})}</p>`}`}heard(e){let{heard:t,untold:n,needed_for:r,switches_on_microphone:i}=e,a=e=>new Intl.ListFormat(this.hass?.language).format(e.map(e=>this.say(`heard.${e}`)).filter(e=>e!==``));return g`<p>${this.say(`sound.heard`,{who:a(t)})}</p>
      ${n.length===0?v:g`<p><strong>${this.say(`sound.untold`,{who:a(n)})}</strong></p>`}
      ${i?g`<p>${this.say(`sound.at_camera`)}</p>`:v}
      ${r===``?v:g`<p class="quiet">${this.say(`sound.needed_for`,{purpose:r})}</p>`}`}waiting(e,t){let{asked:n}=e.sound,{lines:r}=yr(e,t);return g`${r.map(({key:e,values:t})=>g`<p>${this.say(e,t)}</p>`)}
      <p>${this.say(`sound.somebody_else`)}</p>
      ${this.view?.household?.pin_set===!0?g`<label
                >${this.say(`sound.pin`)}
                <input
                  type="password"
                  inputmode="numeric"
                  autocomplete="off"
                  maxlength="32"
                  @input=${e=>this.pin=e.target.value}
              /></label>
              <button class="primary" @click=${()=>this.confirmByPin(n?.request_id??``)}>
                ${this.say(`sound.turn_on`)}
              </button>`:v}
      <button @click=${()=>this.deny(n?.request_id??``)}>
        ${this.say(n?.mine===!0?`card.take_back`:`sound.stay_silent`)}
      </button>
      <lens-cap-countdown .ends=${n?.expires_at??``} .say=${this.say}></lens-cap-countdown>`}ask(){return this.run(async()=>{let e=this.purpose.trim();await this.hass?.callService(`lens_cap`,`request_audio`,{length:this.length,...e===``?{}:{purpose:e}},{entity_id:this.camera?.entity_id},!1,!0),await this.fetch()})}async askAnew(){await this.ask()}look(){return this.run(()=>this.fetch())}async fetch(){this.calm=!1,this.request=this.hass&&await Pa(this.hass,this.cameraId),window.setTimeout(()=>this.calm=!0,La)}confirm({request_id:e,proof:t}){this.calm&&this.run(async()=>{await this.hass?.callWS({type:`lens_cap/audio/confirm`,request_id:e,proof:t}),rt(this,`success`)})}confirmByPin(e){let{pin:t}=this;this.pin=``;for(let e of this.renderRoot.querySelectorAll(`input`))e.value=``;this.run(async()=>{await this.hass?.callWS({type:`lens_cap/audio/confirm`,request_id:e,pin:t})})}deny(e){this.run(async()=>{await this.hass?.callWS({type:`lens_cap/audio/deny`,request_id:e}),this.end()})}off(e){let{audio_recording:t}=e.entities;this.run(async()=>{t!==null&&this.hass!==void 0&&await rr(this.hass,t,!1),this.end()})}listen(e){let{entity_id:t}=e,n=document.querySelector(`home-assistant`);this.endThen(()=>{t!==null&&n!==null&&tt(n,t)})}leave(e){this.endThen(()=>it(e))}async run(e){this.busy=!0,this.error=``;try{await e()}catch(e){this.hass!==void 0&&(this.error=R(this.hass.localize,e))}finally{this.busy=!1}}};Fa=q,Fa.styles=[z,B,o`
      .lines {
        display: grid;
        gap: 10px;
      }
      .primary {
        flex: 1;
      }
      .error {
        font-weight: 500;
      }
    `],H([x()],q.prototype,`request`,void 0),H([x()],q.prototype,`length`,void 0),H([x()],q.prototype,`purpose`,void 0),H([x()],q.prototype,`error`,void 0),H([x()],q.prototype,`calm`,void 0),H([x()],q.prototype,`busy`,void 0);var Ra=1e-4,za=e=>Math.min(1,Math.max(0,e)),Ba=e=>Math.round(za(e)*1e4)/1e4,J=(e,t)=>[Ba(e),Ba(t)],Va=(e,t,n)=>e.map((e,r)=>r===t?J(...n):e);function Ha(e,t,n){let r=e.map(([e])=>e),i=e.map(([,e])=>e),a=(e,t)=>Math.min(1-Math.max(...t),Math.max(-Math.min(...t),e)),[o,s]=[a(t,r),a(n,i)];return e.map(([e,t])=>J(e+o,t+s))}function Ua(e,t){let n=Y(e,t),r=Y(e,t+1);return J((n[0]+r[0])/2,(n[1]+r[1])/2)}var Wa=(e,t,n)=>e.length>=64?e:[...e.slice(0,t+1),J(...n),...e.slice(t+1)],Ga=(e,t)=>e.length<=3?e:e.filter((e,n)=>n!==t),Ka=new WeakMap;function qa(e){let t=Ka.get(e)??Ja(e)??`none`;return Ka.set(e,t),t===`none`?null:t}function Ja(e){return e.length<3?`too_few`:e.length>64?`too_many`:Xa(e)?`crosses`:Ya(e)<Ra?`no_area`:null}function Ya(e){let t=e.reduce((t,[n,r],i)=>{let[a,o]=Y(e,i+1);return t+n*o-a*r},0);return Math.abs(t)/2}var Y=(e,t)=>e[(t+e.length)%e.length];function Xa(e){let t=e.length;for(let n=0;n<t;n++)for(let r=n+2;r<t;r++)if((n!==0||r!==t-1)&&eo(Y(e,n),Y(e,n+1),Y(e,r),Y(e,r+1)))return!0;return e.some((t,n)=>Za(e,n))}function Za(e,t){let[n,r,i]=[Y(e,t-1),Y(e,t),Y(e,t+1)],a=(n[0]-r[0])*(i[0]-r[0])+(n[1]-r[1])*(i[1]-r[1]);return Qa(n,r,i)===0&&a>=0}var Qa=(e,t,n)=>Math.sign((t[0]-e[0])*(n[1]-e[1])-(t[1]-e[1])*(n[0]-e[0])),$a=(e,t,n)=>Math.min(e[0],t[0])<=n[0]&&n[0]<=Math.max(e[0],t[0])&&Math.min(e[1],t[1])<=n[1]&&n[1]<=Math.max(e[1],t[1]);function eo(e,t,n,r){let[i,a,o,s]=[Qa(e,t,n),Qa(e,t,r),Qa(n,r,e),Qa(n,r,t)];return i!==a&&o!==s||i===0&&a===0&&($a(e,t,n)||$a(e,t,r)||$a(n,r,e))}var to=(e,t)=>e.length===0?[]:[Y(e,t-1),Y(e,t+1)];function no(e,t,n,r){let i=n.flat().find(([n,r])=>Math.abs(n-e[0])<=t.x&&Math.abs(r-e[1])<=t.y);if(i!==void 0)return i;let a=(e,t,n)=>n.map(t=>({target:t,far:Math.abs(t-e)})).filter(({far:e})=>e<=t).sort((e,t)=>e.far-t.far)[0]?.target??e,o=[0,1];return J(a(e[0],t.x,[...o,...r.map(([e])=>e)]),a(e[1],t.y,[...o,...r.map(([,e])=>e)]))}var ro={strip:[J(0,.75),J(1,.75),J(1,1),J(0,1)],window:[J(.35,.1),J(.65,.1),J(.65,.5),J(.35,.5)],table:[J(.3,.55),J(.7,.55),J(.85,.9),J(.15,.9)],screen:[J(.4,.3),J(.6,.3),J(.6,.5),J(.4,.5)],rectangle:[J(.25,.25),J(.75,.25),J(.75,.75),J(.25,.75)],free:[J(.5,.3),J(.7,.65),J(.3,.65)]},io=[`always`,`someone_home`,`asked`],ao=k({revision:M(),zones:T(k({zone_id:A(M()),name:M(),polygons:T(T(wt([O(),O()]))),covered:A(M())})),limits:k({zones:O(),name:O()}),margin:O(),moves:M(),moved:E(),private:E(),name:M()}),oo=k({picture:M(),taken_at:M()}),so=async(e,t)=>N(ao,await e.callWS({type:`lens_cap/zones/get`,camera_id:t}));async function co(e,t,n){let{picture:r,taken_at:i}=N(oo,await e.callWS({type:`lens_cap/zones/preview`,camera_id:t,zones:n.map(({polygons:e})=>({polygons:e}))})),a=/^data:image\/jpeg;base64,(.+)$/.exec(r)?.[1]??``,o=Uint8Array.from(atob(a),e=>e.charCodeAt(0));return{picture:URL.createObjectURL(new Blob([o],{type:`image/jpeg`})),taken_at:i}}var lo=(e,t,n,r,i)=>e.callWS({type:`lens_cap/zones/set`,camera_id:t,revision:n,zones:r,accept_less:i}),uo=e=>e.polygons[0]??[],fo=(e,t)=>({...e,zones:e.zones.map((n,r)=>r===e.chosen?{...n,...t}:n)});function po(e,t){let n=e.zones[e.chosen];return n===void 0?e:fo(e,{polygons:[t.map(([e,t])=>[e,t]),...n.polygons.slice(1)]})}var mo=(e,t,n)=>({zones:[...e.zones,{name:n,polygons:[ro[t].map(([e,t])=>[e,t])],covered:`always`}],chosen:e.zones.length}),ho=({zones:e,chosen:t})=>({zones:e.filter((e,n)=>n!==t),chosen:Math.max(0,t-1)});function go(e,t){let n=e.zones[t];if(n===void 0)return null;let r=n.name.trim();return r===``?`no_name`:e.zones.some((e,n)=>n!==t&&e.name.trim()===r)?`same_name`:n.polygons.map(qa).find(e=>e!==null)??null}function _o(e){let{translation_key:t,translation_placeholders:n}=e;return{asking:{zones_show_more:`less`,zones_changed_elsewhere:`elsewhere`}[t],zones:n?.zones??``}}var vo=e=>({past:[],now:e,future:[]}),yo=(e,t)=>t===e.now?e:{past:[...e.past,e.now].slice(-200),now:t,future:[]},bo=(e,t)=>({...e,now:t});function xo(e){let{past:t,now:n,future:r}=e;return t.length===0?e:{past:t.slice(0,-1),now:t.at(-1),future:[n,...r]}}function So(e){let{past:t,now:n,future:r}=e;return r.length===0?e:{past:[...t,n],now:r[0],future:r.slice(1)}}var Co=e=>({history:vo(e),current:0}),X=({history:e})=>e.now,wo=e=>{let{zones:t,chosen:n}=e.history.now,r=t[n];return r===void 0?[]:uo(r)},To=(e,t)=>{let n={history:t,current:e.current},r=wo(n).length;return{...n,current:Math.max(0,Math.min(e.current,r-1))}},Eo=(e,t)=>To(e,yo(e.history,t)),Do=e=>To(e,xo(e.history)),Oo=e=>To(e,So(e.history)),ko=(e,t)=>({history:bo(e.history,{...e.history.now,chosen:t}),current:0});function Ao(e,t){let n=wo(e);switch(t.kind){case`choose`:return ko(e,t.zone);case`point`:return jo(e,e=>Va(e,t.index,t.to),t.done);case`move`:return jo(e,e=>Ha(e,t.dx,t.dy),t.done);case`insert`:return Eo(e,po(X(e),Wa(n,t.index,t.at)));case`remove`:return To(e,yo(e.history,po(X(e),Ga(n,t.index))));case`cancel`:return e.begun===void 0?e:To(e,xo(e.history))}}function jo(e,t,n){let{begun:r,history:i,current:a}=e,o=r??i.now,s=o.zones[o.chosen];if(s===void 0)return e;let c=po(o,t(uo(s)));return{history:r===void 0?yo(i,c):bo(i,c),current:a,begun:n?void 0:o}}function Mo(e){let t=wo(e);if(t.length===0)return e;let{current:n}=e,r=Ao(e,{kind:`insert`,index:n,at:Ua(t,n)});return{...r,current:Math.min(n+1,wo(r).length-1)}}function No(e,t,n){let r=wo(e)[e.current];if(r===void 0)return e;let i=J(r[0]+t,r[1]+n);return Ao(e,{kind:`point`,index:e.current,to:i,done:!0})}var Po=e=>({...e,current:(e.current+1)%Math.max(1,wo(e).length)}),Fo=o`
  .editor {
    display: grid;
    gap: 12px;
  }
  .fields {
    display: grid;
    gap: 12px;
    align-content: start;
  }
  .tools {
    margin-block-start: 8px;
    align-items: end;
  }
  /* Left is on the left in every language. */
  .moves {
    direction: ltr;
  }
  :host(:dir(rtl)) .moves {
    justify-content: flex-end;
  }
  lens-cap-zone-surface {
    margin-block-start: 8px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-block-size: 44px;
  }
  .check input {
    inline-size: 24px;
    min-block-size: 24px;
  }
  .error {
    font-weight: 500;
  }
  .ask {
    padding: 12px;
    border: 2px solid var(--lens-cap-warning);
    border-radius: 12px;
    display: grid;
    gap: 8px;
  }
  @media (min-width: 900px) {
    .editor {
      grid-template-columns: minmax(0, 7fr) minmax(0, 3fr);
    }
  }
`,Io=.005;function Lo(e){let{editing:t,zoom:n,say:r}=e,i=(e,t,n=!0)=>g`<button aria-disabled=${n?`false`:`true`} @click=${()=>n&&t()}>
      ${r(`zones.${e}`)}
    </button>`,{past:a,future:o}=t.history,s=X(t).zones.length>0,c=(n,r,a)=>i(n,()=>e.put(No(t,r,a)),s);return g`<div class="row tools">
      ${i(`undo`,()=>e.put(Do(t)),a.length>0)}
      ${i(`redo`,()=>e.put(Oo(t)),o.length>0)}
      ${i(`add_point`,()=>e.put(Mo(t)),s)}
      ${i(`remove_point`,()=>e.put(Ao(t,{kind:`remove`,index:t.current})),s)} ${i(`larger`,()=>e.zoomTo(n+1),n<6)}
      ${i(`smaller`,()=>e.zoomTo(n-1),n>1)}
    </div>
    <div class="row tools moves" role="group" aria-label=${r(`zones.move_point`)}>
      ${c(`left`,-.005,0)} ${c(`up`,0,-.005)} ${c(`down`,0,Io)}
      ${c(`right`,Io,0)} ${i(`next_point`,()=>e.put(Po(t)),s)}
    </div>
    <div class="row tools">
      <label class="check"
        ><input
          type="checkbox"
          .checked=${e.snapping}
          @change=${()=>e.toggleSnap()}
        />${r(`zones.snap`)}</label
      >
      <lens-cap-choice
        .label=${r(`zones.show`)}
        .value=${e.asOthers?`others`:`outlines`}
        .options=${[`outlines`,`others`].map(e=>({value:e,label:r(`zones.show_${e}`)}))}
        @choose=${t=>e.show(t.detail)}
      ></lens-cap-choice>
    </div>`}function Ro(e,t){let{editing:n,say:r,adding:i}=e,{zones:a,chosen:o}=X(n);return g`<ul class="row" aria-label=${r(`zones.all`)}>
      ${a.map((r,i)=>g`<li>
            <button
              aria-pressed=${i===o?`true`:`false`}
              class=${i===o?`primary`:``}
              @click=${()=>e.put(ko(n,i))}
            >
              ${r.name}${t[i]===null?v:g`<strong aria-hidden="true">!</strong>`}
            </button>
          </li>`)}
      <li>
        <button aria-expanded=${i?`true`:`false`} @click=${()=>e.toggleAdding()}>
          ${r(`zones.new`)}
        </button>
      </li>
    </ul>
    ${i?g`<div class="row">
            ${Object.keys(ro).map(t=>g`<button @click=${()=>e.add(t)}>
                  ${r(`zones.new_${t}`)}
                </button>`)}
          </div>`:v}`}function zo(e,t){let{editing:n,say:r}=e,i=X(n),a=i.zones[i.chosen];if(a===void 0)return g`<p>${r(`zones.none`)}</p>`;let o=a.covered===`rules`?[...io,`rules`]:io;return g`<label
      >${r(`zones.name`)}
      <input
        .value=${a.name}
        maxlength=${e.longest}
        aria-describedby="wrong"
        @change=${t=>e.put(Eo(n,fo(i,{name:t.target.value})))}
    /></label>
    <p id="wrong" class="error" role="alert">
      ${t===null?``:r(`zones.wrong_${t}`)}
    </p>
    <lens-cap-choice
      .label=${r(`zones.covered`)}
      .value=${a.covered??`always`}
      .options=${o.map(e=>({value:e,label:r(`zones.covered_${e}`)}))}
      @choose=${t=>e.put(Eo(n,fo(i,{covered:t.detail})))}
    ></lens-cap-choice>
    <button @click=${()=>e.put(Eo(n,ho(i)))}>
      ${r(`zones.delete`)}
    </button>`}function Bo(e,{moved:t,moves:n},r){return g`<p class="quiet">
      ${r===void 0?e(`zones.no_picture`):e(`zones.picture_of`,{time:r})}
    </p>
    ${t?g`<p>${e(`zones.moved`)}</p>`:n===`no`?v:g`<p class="quiet">${e(`zones.turns`)}</p>`}`}var Vo,Ho={zones:[],chosen:0},Z=class extends ar{constructor(...e){super(...e),this.editing=Co(Ho),this.zoom=1,this.snapping=!0,this.adding=!1,this.picture=``,this.covered=``,this.takenAt=``,this.note=``,this.error=``,this.less=``,this.saved=Ho,this.generation=0,this.pressed=e=>{let{editing:t}=this,{zones:n,chosen:r}=X(t),i={"[":n.length-1,"]":1}[e.key];if((e.ctrlKey||e.metaKey)&&e.key.toLowerCase()===`z`)this.put(e.shiftKey?Oo(t):Do(t));else if(i!==void 0&&n.length>0){if(e.composedPath()[0]instanceof HTMLInputElement)return;this.put(ko(t,(r+i)%n.length))}else return;e.preventDefault()}}get asOthers(){return this.covered!==``}get time(){let{hass:e}=this;return e===void 0||this.takenAt===``?``:Gn(e.locale,e.config.time_zone,()=>Date.now()).time(this.takenAt)}get longest(){return this.known?.limits.name??50}connectedCallback(){super.connectedCallback(),this.addEventListener(`keydown`,this.pressed),this.load()}disconnectedCallback(){super.disconnectedCallback(),this.removeEventListener(`keydown`,this.pressed),this.forget()}put(e){let t=X(e).zones!==X(this.editing).zones;this.editing=e,this.note=``,t&&this.asOthers&&this.show(`others`)}zoomTo(e){this.zoom=Math.min(6,Math.max(1,e))}toggleSnap(){this.snapping=!this.snapping}toggleAdding(){this.adding=!this.adding}add(e){let{zones:t}=X(this.editing);if(t.length>=(this.known?.limits.zones??32)){this.error=this.say(`zones.too_many`);return}let n=this.say(`zones.new_${e}`),r=new Set(t.map(({name:e})=>e)),i=n;for(let e=2;r.has(i);e++)i=this.say(`zones.numbered`,{name:n,number:e});this.adding=!1,this.put({...Eo(this.editing,mo(X(this.editing),e,i)),current:0})}willUpdate(){let{view:e}=this,t=e?.cameras.find(e=>e.camera_id===this.cameraId);!(e!==void 0&&t!==void 0&&Ht(e,t))&&e?.status!==`waiting`&&this.forget()}render(){if(!this.speaks)return v;let e=this.known?.name??``;return g`<lens-cap-sheet
      wide
      .heading=${this.say(`zones.title`,{camera:e})}
      .closeLabel=${this.say(`common.close`)}
      @closing=${this.closing}
      @closed=${()=>this.end()}
    >
      ${this.known===void 0?g`<p role="alert">${this.error||this.say(`common.loading`)}</p>`:this.body(this.known)}
    </lens-cap-sheet>`}body(e){let t=X(this.editing),n=t.zones.map((e,n)=>go(t,n));return g`<div class="editor">
      <div>
        ${Bo(this.say,e,this.picture===``?void 0:this.time)}
        <lens-cap-zone-surface
          .draft=${t}
          .picture=${this.asOthers?this.covered:this.picture}
          .outlines=${!this.asOthers}
          .snapping=${this.snapping}
          .current=${this.editing.current}
          .margin=${e.margin}
          .zoom=${this.zoom}
          .wrongs=${n.map(e=>e!==null)}
          .say=${this.say}
          @edit=${e=>this.put(Ao(this.editing,e.detail))}
          @current=${e=>{this.editing={...this.editing,current:e.detail}}}
          @zoom=${e=>this.zoomTo(e.detail)}
        ></lens-cap-zone-surface>
        ${Lo(this)}
      </div>
      <div class="fields">
        ${Ro(this,n)} ${zo(this,n[t.chosen]??null)} ${this.ask()}
        <p role="alert" class="error">${this.error}</p>
        <p role="status">${this.note}</p>
        <button class="primary" @click=${()=>this.save(!1)}>${this.say(`zones.save`)}</button>
      </div>
    </div>`}ask(){let{asking:e}=this;return e===void 0?v:g`<div class="ask" role="alertdialog" aria-labelledby="ask">
      <p id="ask">${this.say(`zones.ask_${e}`,{zones:this.less})}</p>
      <div class="row">
        <button class="primary" @click=${{less:()=>this.save(!0),leave:()=>this.end(),elsewhere:()=>this.load()}[e]}>${this.say(`zones.yes_${e}`)}</button>
        <button @click=${()=>this.asking=void 0}>${this.say(`common.cancel`)}</button>
      </div>
    </div>`}async load(){let{hass:e}=this;if(e!==void 0){this.asking=void 0,this.error=``;try{let t=await so(e,this.cameraId);t.zones.length===0&&(this.adding=!0),this.known=t,this.saved={zones:t.zones,chosen:0},this.editing=Co(this.saved)}catch(t){this.error=R(e.localize,t);return}this.known.private||(this.picture=await this.fetch([],this.picture))}}async show(e){e===`others`?this.covered=await this.fetch(X(this.editing).zones,this.covered):(this.generation+=1,URL.revokeObjectURL(this.covered),this.covered=``)}async fetch(e,t){let{hass:n}=this,r=++this.generation;if(n===void 0)return``;URL.revokeObjectURL(t),this.error=``;try{let{picture:t,taken_at:i}=await co(n,this.cameraId,e);if(r===this.generation&&this.isConnected)return this.takenAt=i,t;URL.revokeObjectURL(t)}catch(e){this.error=R(n.localize,e)}return``}async save(e){let{hass:t,known:n}=this,r=X(this.editing);if(t!==void 0&&n!==void 0){if(this.asking=void 0,this.error=``,r.zones.some((e,t)=>go(r,t)!==null))this.error=this.say(`zones.save_wrong`);else{try{await lo(t,this.cameraId,n.revision,r.zones,e)}catch(e){this.refused(e);return}await this.load(),this.editing=ko(this.editing,Math.min(r.chosen,this.saved.zones.length-1)),this.note=this.say(`zones.saved`)}}}refused(e){let{asking:t,zones:n}=_o(e);this.asking=t,this.less=n,t===void 0&&this.hass!==void 0&&(this.error=R(this.hass.localize,e))}closing(e){this.mayClose()||e.preventDefault()}mayClose(){return X(this.editing).zones===this.saved.zones||(this.asking=`leave`,!1)}forget(){this.generation+=1,(this.picture!==``||this.covered!==``)&&(URL.revokeObjectURL(this.picture),URL.revokeObjectURL(this.covered),this.picture=``,this.covered=``)}};Vo=Z,Vo.styles=[z,B,Fo],H([x()],Z.prototype,`editing`,void 0),H([x()],Z.prototype,`zoom`,void 0),H([x()],Z.prototype,`snapping`,void 0),H([x()],Z.prototype,`adding`,void 0),H([x()],Z.prototype,`known`,void 0),H([x()],Z.prototype,`picture`,void 0),H([x()],Z.prototype,`covered`,void 0),H([x()],Z.prototype,`takenAt`,void 0),H([x()],Z.prototype,`note`,void 0),H([x()],Z.prototype,`error`,void 0),H([x()],Z.prototype,`asking`,void 0);var Uo=.005,Wo=.05;function Go({key:e,shiftKey:t}){let n=t?Wo:Uo;return{ArrowLeft:[-n,0],ArrowRight:[n,0],ArrowUp:[0,-n],ArrowDown:[0,n]}[e]}var Ko=o`
  :host {
    position: relative;
    display: block;
    direction: ltr;
  }
  .port {
    overflow: auto;
    max-block-size: 60dvh;
    background: #14181c;
    touch-action: pan-x pan-y;
  }
  .stage {
    position: relative;
    inline-size: 100%;
    user-select: none;
    -webkit-touch-callout: none;
  }
  svg.picture {
    display: block;
    inline-size: 100%;
    block-size: auto;
  }
  .loupe {
    position: absolute;
    inset-block-start: 8px;
    left: 8px;
    inline-size: 96px;
    block-size: 96px;
    border: 2px solid #fff;
    border-radius: 50%;
    background: #14181c;
    pointer-events: none;
  }
  .loupe.right {
    left: auto;
    right: 8px;
  }
  .zone {
    fill: rgb(70 89 107 / 45%);
    stroke: #fff;
    vector-effect: non-scaling-stroke;
    stroke-width: 2px;
    cursor: pointer;
  }
  .zone.chosen {
    fill: rgb(0 154 199 / 35%);
    stroke: #4fd0f7;
    stroke-width: 3px;
    cursor: move;
    touch-action: none;
  }
  .zone.wrong {
    stroke: #ff8a80;
    stroke-dasharray: 6 4;
  }
  .margin {
    fill: none;
    stroke: rgb(255 255 255 / 30%);
    stroke-linejoin: miter;
    pointer-events: none;
  }
  .hit {
    fill: transparent;
    touch-action: none;
    cursor: grab;
  }
  .dot {
    fill: #fff;
    stroke: #005a75;
    vector-effect: non-scaling-stroke;
    stroke-width: 2px;
    pointer-events: none;
  }
  .pull .dot {
    fill: #4fd0f7;
  }
  g:focus-visible {
    outline: none;
  }
  g:focus-visible .dot,
  g.current .dot {
    fill: #ffd54f;
    stroke: #000;
    stroke-width: 4px;
  }
  text {
    fill: #fff;
    paint-order: stroke;
    stroke: #000;
    stroke-width: 3px;
    pointer-events: none;
  }
`,qo,Q=1e3,Jo=10,$=class extends y{constructor(...e){super(...e),this.draft={zones:[],chosen:0},this.picture=``,this.outlines=!0,this.snapping=!0,this.current=0,this.margin=0,this.zoom=1,this.wrongs=[],this.say=()=>``,this.height=Q*9/16,this.unit=2,this.drawn=new WeakMap,this.fingers=new Map,this.moved=e=>{this.drag===void 0||this.fingers.size>1||this.follow(e,!1)},this.up=e=>{this.drag!==void 0&&(this.follow(e,!0),this.drag=void 0)},this.cancelled=()=>{this.drag!==void 0&&(this.drag=void 0,this.tell({kind:`cancel`}))},this.fingerDown=e=>{e.pointerType===`touch`&&this.fingers.set(e.pointerId,{x:e.clientX,y:e.clientY}),this.fingers.size===2&&this.cancelled()},this.fingerMoved=e=>{let t=this.spread();if(!this.fingers.has(e.pointerId))return;this.fingers.set(e.pointerId,{x:e.clientX,y:e.clientY});let n=this.spread();t!==void 0&&n!==void 0&&t!==0&&this.dispatchEvent(new CustomEvent(`zoom`,{detail:this.zoom*n/t}))},this.fingerUp=e=>{this.fingers.delete(e.pointerId)}}disconnectedCallback(){super.disconnectedCallback(),this.watcher?.disconnect()}firstUpdated(){this.watcher=new ResizeObserver(()=>{let{width:e}=this.drawing.getBoundingClientRect();e>0&&(this.unit=Q/e)}),this.watcher.observe(this.stage)}updated(e){if(e.has(`zoom`)&&(this.stage.style.inlineSize=`${this.zoom*100}%`),e.has(`picture`)&&this.picture!==``){let e=new Image;e.src=this.picture,e.decode().then(()=>{this.height=Q*e.naturalHeight/e.naturalWidth,this.drawn=new WeakMap},()=>void 0)}}render(){return g`<div
        class="port"
        @pointerdown=${this.fingerDown}
        @pointermove=${this.fingerMoved}
        @pointerup=${this.fingerUp}
        @pointercancel=${this.fingerUp}
      >
        <div class="stage">
          <svg class="picture" viewBox="0 0 ${Q} ${this.height}">${this.contents(!0)}</svg>
        </div>
      </div>
      ${this.loupe()}`}contents(e){let{zones:t,chosen:n}=this.draft,r=t.map((e,t)=>t).sort((e,t)=>Number(e===n)-Number(t===n));return _`
      ${this.picture===``?v:_`<image href=${this.picture} width=${Q} height=${this.height} preserveAspectRatio="none"></image>`}
      ${this.outlines?r.map(e=>this.zone(e)):v}
      ${this.outlines&&e?this.handles():v}`}zone(e){let t=this.draft.zones[e];if(t===void 0)return _``;let n=e===this.draft.chosen,[r]=uo(t);return _`
      ${t.polygons.map(t=>_`
          <polygon class="margin" points=${this.points(t)} stroke-width=${2*this.margin*Math.max(Q,this.height)}></polygon>
          <polygon
            class="zone ${n?`chosen`:``} ${this.wrongs[e]===!0?`wrong`:``}"
            points=${this.points(t)}
            @pointerdown=${t=>this.zoneDown(t,e)}
            @pointermove=${this.moved}
            @pointerup=${this.up}
            @pointercancel=${this.cancelled}
          ></polygon>`)}
      ${r===void 0?v:_`<text x=${r[0]*Q+12*this.unit} y=${r[1]*this.height+22*this.unit} font-size=${14*this.unit}>${t.name}</text>`}`}handles(){let e=this.draft.zones[this.draft.chosen];if(e===void 0)return _``;let t=uo(e);return _`
      ${t.map((e,n)=>this.pull(t,n))}
      ${t.map((e,n)=>this.handle(t,e,n))}`}handle(e,t,n){let r=this.say(`zones.point`,{number:n+1,count:e.length,left:Math.round(t[0]*100),top:Math.round(t[1]*100)});return _`<g
      class=${n===this.current?`current`:``}
      role="button"
      tabindex="0"
      data-point=${n}
      aria-label=${r}
      @keydown=${t=>this.pressed(t,e,n)}
      @focus=${()=>this.choosePoint(n)}
      @pointerdown=${e=>this.pointDown(e,n)}
      @pointermove=${this.moved}
      @pointerup=${this.up}
      @pointercancel=${this.cancelled}
    >
      <circle class="hit" cx=${t[0]*Q} cy=${t[1]*this.height} r=${22*this.unit}></circle>
      <circle class="dot" cx=${t[0]*Q} cy=${t[1]*this.height} r=${8*this.unit}></circle>
    </g>`}pull(e,t){let n=Ua(e,t);return _`<g class="pull" @pointerdown=${e=>this.pullDown(e,t,n)}>
      <circle class="hit" cx=${n[0]*Q} cy=${n[1]*this.height} r=${16*this.unit}></circle>
      <circle class="dot" cx=${n[0]*Q} cy=${n[1]*this.height} r=${5*this.unit}></circle>
    </g>`}loupe(){let e=this.draft.zones[this.draft.chosen],t=e&&uo(e)[this.current];if(this.drag?.kind!==`point`||t===void 0)return v;let n=96*this.unit/2.5,r=`${t[0]*Q-n/2} ${t[1]*this.height-n/2} ${n} ${n}`;return g`<svg class="loupe ${t[0]<.5?`right`:``}" viewBox=${r} aria-hidden="true">
      ${this.contents(!1)}
    </svg>`}points(e){let t=this.drawn.get(e)??e.map(([e,t])=>`${e*Q},${t*this.height}`).join(` `);return this.drawn.set(e,t),t}place(e){let{left:t,top:n,width:r,height:i}=this.drawing.getBoundingClientRect();return[(e.clientX-t)/r,(e.clientY-n)/i]}zoneDown(e,t){t===this.draft.chosen?this.begin(e,{kind:`zone`,index:t,from:this.place(e)}):this.tell({kind:`choose`,zone:t})}pointDown(e,t){this.choosePoint(t),this.begin(e,{kind:`point`,index:t,from:this.place(e)})}pullDown(e,t,n){e.preventDefault(),this.tell({kind:`insert`,index:t,at:n}),this.updateComplete.then(()=>{let r=this.renderRoot.querySelector(`[data-point="${t+1}"]`);r!==null&&(this.choosePoint(t+1),this.drag={kind:`point`,index:t+1,from:n},r.setPointerCapture(e.pointerId))})}begin(e,t){this.fingers.size>1||(e.preventDefault(),e.currentTarget.setPointerCapture(e.pointerId),this.drag=t)}follow(e,t){let n=this.drag,r=this.place(e);if(n.kind===`zone`){this.tell({kind:`move`,dx:r[0]-n.from[0],dy:r[1]-n.from[1],done:t});return}let i=e.altKey||!this.snapping;this.tell({kind:`point`,index:n.index,to:i?J(...r):this.snapped(r,n.index),done:t})}snapped(e,t){let{zones:n,chosen:r}=this.draft,i=n.filter((e,t)=>t!==r).map(uo),a=n[r]===void 0?[]:uo(n[r]),o={x:Jo*this.unit/Q,y:Jo*this.unit/this.height};return no(J(...e),o,i,to(a,t))}pressed(e,t,n){let[r,i]=t[n],a=Go(e);if(a!==void 0)this.tell({kind:`point`,index:n,to:J(r+a[0],i+a[1]),done:!0});else if(e.key===`Insert`)this.tell({kind:`insert`,index:n,at:Ua(t,n)});else if(e.key===`Delete`)this.tell({kind:`remove`,index:n});else if(e.key===`Escape`&&this.drag!==void 0)this.cancelled();else return;e.preventDefault(),e.stopPropagation()}choosePoint(e){this.dispatchEvent(new CustomEvent(`current`,{detail:e}))}tell(e){this.dispatchEvent(new CustomEvent(`edit`,{detail:e}))}spread(){let[e,t]=[...this.fingers.values()];return e&&t&&Math.hypot(e.x-t.x,e.y-t.y)}};qo=$,qo.styles=[z,Ko],H([b({attribute:!1})],$.prototype,`draft`,void 0),H([b({attribute:!1})],$.prototype,`picture`,void 0),H([b({attribute:!1})],$.prototype,`outlines`,void 0),H([b({attribute:!1})],$.prototype,`snapping`,void 0),H([b({attribute:!1})],$.prototype,`current`,void 0),H([b({attribute:!1})],$.prototype,`margin`,void 0),H([b({attribute:!1})],$.prototype,`zoom`,void 0),H([b({attribute:!1})],$.prototype,`wrongs`,void 0),H([b({attribute:!1})],$.prototype,`say`,void 0),H([x()],$.prototype,`height`,void 0),H([x()],$.prototype,`unit`,void 0),H([x()],$.prototype,`drag`,void 0),H([Qe(`.stage`)],$.prototype,`stage`,void 0),H([Qe(`svg.picture`)],$.prototype,`drawing`,void 0);var Yo=[`home-assistant`,`hc-main`],Xo=50,Zo=1e4,Qo=()=>Yo.some(e=>window.customElements.get(e)!==void 0);function $o(e,t){let n=()=>{for(let[t,n]of Object.entries(e))window.customElements.get(t)===void 0&&window.customElements.define(t,n);t()};if(Qo()){n();return}let r=Date.now()+Zo,i=()=>{Qo()||Date.now()>r?n():window.setTimeout(i,Xo)};window.setTimeout(i,Xo)}var es=`Lens Cap`,ts=`https://github.com/lens-cap/lens-cap`;function ns(e,t){return t.startsWith(`camera.`)&&e.entities[t]?.platform===`lens_cap`?{config:{type:`custom:lens-cap-card`,entity:t}}:null}function rs(e,t){let n=e.find(({type:e})=>e===t.type);return n===void 0?(e.push(t),t):n}function is(e){let t={name:es,description:``};as({card:rs(window.customCards??=[],{...t,type:`lens-cap-card`,preview:!0,documentationURL:ts,getEntitySuggestion:ns}),badge:rs(window.customBadges??=[],{...t,type:`lens-cap-badge`}),feature:rs(window.customCardFeatures??=[],{...t,type:`lens-cap-privacy-feature`,isSupported:e,configurable:!1}),strategy:rs(window.customStrategies??=[],{...t,type:`lens-cap`,strategyType:`dashboard`})})}async function as(e){let t=document.querySelector(`home-assistant`)?.hass;if(t===void 0)return;let n=Xt(await Yt(t));for(let[t,r]of Object.entries(e))r.name=n(`offer.${t}`)||es,r.description=n(`offer.${t}_what`)}$o({"lens-cap-badge":Xn,"lens-cap-card":Vr,"lens-cap-choice":Zr,"lens-cap-countdown":ai,"lens-cap-menu":si,"lens-cap-picture":W,"lens-cap-privacy-feature":Wr,"lens-cap-history":mi,"lens-cap-now":Ai,"lens-cap-panel":Li,"lens-cap-questions":Hi,"lens-cap-register":ia,"lens-cap-register-form":Yi,"lens-cap-consent-form":Xi,"lens-cap-rule-form":ma,"lens-cap-rules":ha,"lens-cap-security":ya,"lens-cap-sheet":li,"lens-cap-week":ka,"lens-cap-what-if":Ma,"lens-cap-sound-sheet":q,"lens-cap-zone-editor":Z,"lens-cap-zone-surface":$},()=>is(Ur));