// Adds lock entries for optional platform packages which the resolver could not see.
const fs = require('fs')
const l = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'))
const P = l.packages
let n = 0
const osOf = (s) =>
  /darwin/.test(s)
    ? 'darwin'
    : /win32/.test(s)
      ? 'win32'
      : /android/.test(s)
        ? 'android'
        : /freebsd/.test(s)
          ? 'freebsd'
          : /openharmony/.test(s)
            ? 'openharmony'
            : /linux/.test(s)
              ? 'linux'
              : undefined
const cpuOf = (s) =>
  /arm64/.test(s)
    ? 'arm64'
    : /x64/.test(s)
      ? 'x64'
      : /ia32/.test(s)
        ? 'ia32'
        : /arm(v7|-)|arm$/.test(s)
          ? 'arm'
          : /loong64/.test(s)
            ? 'loong64'
            : /ppc64/.test(s)
              ? 'ppc64'
              : /riscv64/.test(s)
                ? 'riscv64'
                : /s390x/.test(s)
                  ? 's390x'
                  : /wasm32/.test(s)
                    ? 'wasm32'
                    : undefined
for (const [k, p] of Object.entries({ ...P })) {
  for (const [d, v] of Object.entries(p.optionalDependencies ?? {})) {
    // resolvable?
    let base = k,
      found = false
    for (;;) {
      if (P[(base ? base + '/' : '') + 'node_modules/' + d]) {
        found = true
        break
      }
      if (!base) break
      base = base.includes('/node_modules/') ? base.slice(0, base.lastIndexOf('/node_modules/')) : ''
    }
    if (found) continue
    const o = osOf(d),
      c = cpuOf(d)
    console.log(d, v, o, c, k)
    if (!o || !c || /[\^~*]/.test(v)) {
      console.log('  SKIP')
      continue
    }
    const e = { version: v, cpu: [c] }
    if (p.dev) e.dev = true
    if (o === 'linux' && !/arm-gnueabihf|musleabihf/.test(d)) e.libc = [/musl/.test(d) ? 'musl' : 'glibc']
    e.optional = true
    e.os = [o]
    if (p.engines) e.engines = p.engines
    P['node_modules/' + d] = e
    n++
  }
}
l.packages = Object.fromEntries(Object.entries(P).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
fs.writeFileSync('package-lock.json', JSON.stringify(l, null, 2) + '\n')
console.log(n, 'added')
