/** How the page about the interface looks, light or dark as the reader's system is. */
export const DOCS_STYLE = `
:root{--ink:#1d2733;--quiet:#5b6875;--paper:#fbfaf7;--card:#fff;--line:#e3e0d8;--accent:#0b6e75;--code:#f3f1ea}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--quiet:#98a4af;--paper:#14181d;--card:#1b2127;--line:#2c343c;--accent:#5cc4cb;--code:#11151a}}
*{box-sizing:border-box}html{scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;display:grid;grid-template-columns:19rem minmax(0,1fr);color:var(--ink);background:var(--paper);font:15px/1.55 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.25rem 1rem 3rem 1.5rem;border-right:1px solid var(--line);background:var(--card);font-size:13.5px}
nav h1{font-size:1.15rem;margin:0}nav h1 small{font-weight:400;color:var(--quiet)}nav h2{font-size:.75rem;letter-spacing:.06em;text-transform:uppercase;margin:1.2rem 0 .2rem}
nav h2 a{color:var(--quiet)}nav ul{list-style:none;margin:0;padding:0}nav li a{display:flex;gap:.5rem;align-items:baseline;padding:.16rem .35rem;border-radius:6px;color:inherit}nav li a:hover{background:var(--code)}
main{padding:2rem 2.5rem 6rem;max-width:66rem}header p{color:var(--quiet);max-width:46rem}main h1{margin:0 0 .3rem;font-size:1.7rem}
section>h2{margin:2.6rem 0 .2rem;font-size:1.25rem;text-transform:capitalize}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}nav a:hover{text-decoration:none}
article{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;margin:1rem 0}
article:target{border-color:var(--accent)}article h3{margin:0;font-size:1rem;font-weight:500;overflow-wrap:anywhere}article h3 em{font-style:normal;font-size:.75rem;border:1px solid var(--line);border-radius:99px;padding:.05rem .5rem;color:var(--quiet)}
.title{font-weight:600;font-size:1.05rem;margin:.5rem 0 0}article p{margin:.25rem 0}h4{margin:1rem 0 .2rem;font-size:.75rem;letter-spacing:.06em;text-transform:uppercase;color:var(--quiet)}
code,pre{font-family:ui-monospace,"SF Mono","DejaVu Sans Mono",monospace;font-size:.87em}pre{background:var(--code);border-radius:8px;padding:.8rem 1rem;overflow:auto;max-height:32rem;line-height:1.45;margin:.4rem 0}
table{border-collapse:collapse;width:100%;font-size:.93em}td{border-top:1px solid var(--line);padding:.3rem .6rem .3rem 0;vertical-align:top}td:nth-child(-n+3){white-space:nowrap}
.problems{list-style:none;margin:0;padding:0;font-size:.93em}.problems code{color:var(--accent)}
summary{cursor:pointer;color:var(--accent)}section>details{border-top:1px solid var(--line);padding:.35rem 0}
.get,.post,.put,.delete{display:inline-block;min-width:3.3rem;text-align:center;font:600 .68rem/1.5 ui-monospace,monospace;border-radius:5px;padding:.05rem .35rem;color:#fff}
.get{background:#2c6fb0}.post{background:#2d7d46}.put{background:#a2660c}.delete{background:#b03a3a}
@media(max-width:60rem){body{display:block}nav{position:static;height:auto;border:0}main{padding:1.25rem}}
`;
