/** A feature of a point (特征): how many lines meet there by its name, `null` where the name does not say. */
export interface FeatureWord {
  readonly words: readonly string[];
  readonly degree: number | null;
  /** True where a line rightly ends. */
  readonly end: boolean;
  /** The kind of node a feature makes of its point where it is more than a fitting. */
  readonly kind: 'fitting' | 'outfall' | 'junction';
}

function fitting(degree: number | null, ...words: readonly string[]): FeatureWord {
  return { words, degree, end: degree === 1, kind: 'fitting' };
}

function end(...words: readonly string[]): FeatureWord {
  return { words, degree: null, end: true, kind: 'junction' };
}

/** Features of CJJ 61 and of older files. Rule N1 compares `degree` with the lines that really meet. */
export const FEATURE_WORDS = {
  tee: fitting(3, '三通', '三通点', '三分支', '三分支点', '分支点3', 'tee', 'T-piece'),
  cross: fitting(4, '四通', '四通点', '四分支', '四分支点', 'cross', 'four-way'),
  fiveWay: fitting(5, '五通', '五通点', '五分支', '五分支点'),
  sixWay: fitting(6, '六通', '六通点', '六分支'),
  multiWay: fitting(null, '多通', '多通点', '多分支', '分支', '分支点', 'branch', 'junction'),
  bend: fitting(2, '弯头', '弯头点', '弯管', '转折点', '转点', '拐点', '折点', 'bend', 'elbow'),
  reducer: fitting(2, '变径', '变径点', '异径', '大小头', 'reducer', 'size change'),
  materialChange: fitting(2, '变材', '变材点', '变质'),
  levelChange: fitting(2, '变深', '变深点', '变坡', '变坡点', '变高'),
  straight: fitting(2, '直线点', '直线', '直通', '直通点', '探测点', '一般管线点', '中间点', 'straight', 'coupling'),
  stub: fitting(1, '预留口', '预留', '预留点', '预留井口', 'stub', 'spare end'),
  cap: fitting(1, '盖堵', '堵头', '管堵', '封堵', '封头', '管帽', '闷头', '管末', 'cap', 'plug', 'end cap'),
  outlet: {
    words: ['出水口', '出口', '排水口', '排放口', '排污口', '出水点', 'outfall', 'outlet'],
    degree: 1,
    end: true,
    kind: 'outfall',
  },
  inlet: { words: ['进水口', '入水口', 'inlet'], degree: 1, end: true, kind: 'junction' },
  buildingEntry: end('入户', '入户点', '进户', '进墙', '进房', '进楼', '户线', 'building entry', 'service entry'),
  surfacing: end('出地', '出地点', '出露', '上地', '出土'),
  rising: end('上杆', '上架', '上墙', '引上', '引上点', '上杆点', 'riser'),
  surveyEdge: end('非普查区', '非普查', '出测区', '测区边界', '普查边界', '区外', 'survey edge'),
  endPoint: end('终点', '起点', '起止点', '端点', '起讫点', '末端', 'end', 'terminal'),
  chamberSide: fitting(null, '井边点', '井边', '井内点', '井壁点', 'chamber side'),
  casingEnd: fitting(null, '套管', '套管点', 'casing'),
} as const satisfies Record<string, FeatureWord>;
