/** The build of echarts in one file: it loads in a sixth of the time and memory of the six hundred modules (`docs/decisions/0008-charts.md`). */
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export * from 'echarts'
}
