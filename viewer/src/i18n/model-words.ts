/** Messages about city models that others deliver, in English. */
export const MODELS_EN = {
  'models.title': 'City delivered by others',
  'models.loading': 'Loading',
  'models.awayHere':
    'Nothing comes from its folder. Check that it lies below the folder of the source files and holds the file the scene names. It is asked for again.',
  'models.awayElsewhere':
    'Nothing comes from its address. Check the address in the scene, and that its server runs and allows pages of other sites (CORS). It is asked for again.',
  'models.unreadable':
    'What came is not a tileset of 3D Tiles 1.0 or 1.1 ({{words}}). Check that the scene names its tileset.json. It is asked for again.',
  'models.partly':
    'Tiles that do not come or cannot be unpacked: {{number}}. It has holes there. Check that the delivery is complete. They are asked for again.',
  'models.raised': 'Moved by {{offset}} m in height.',
  'model.title': 'External model {{title}}',
  'model.attributes': 'What its delivery says',
  'model.none': 'Its delivery says nothing of this part.',
  'model.note': 'Drawn as it was delivered. No level, no depth and no check rests on it.',
} as const;

/** The same in Chinese. */
export const MODELS_ZH: Readonly<Record<keyof typeof MODELS_EN, string>> = {
  'models.title': '外部三维成果',
  'models.loading': '加载中',
  'models.awayHere': '其文件夹无响应。请检查它是否位于源数据文件夹之下，并含有场景所指定的文件。系统会自动重试。',
  'models.awayElsewhere':
    '其地址无响应。请检查场景中的地址、对方服务器是否运行，以及是否允许其他网站访问（CORS）。系统会自动重试。',
  'models.unreadable':
    '所得内容不是 3D Tiles 1.0 或 1.1 瓦片集（{{words}}）。请检查场景是否指向其 tileset.json。系统会自动重试。',
  'models.partly': '未取得或无法解开的瓦片：{{number}} 块，该处模型有缺口。请检查成果是否完整。系统会自动重试。',
  'models.raised': '高度平移 {{offset}} m。',
  'model.title': '外部三维模型 {{title}}',
  'model.attributes': '交付成果所载属性',
  'model.none': '交付成果未说明此部分。',
  'model.note': '按交付成果原样绘制。高程、埋深和各项检查均不以其为据。',
};
