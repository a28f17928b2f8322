/*
 * Characters that survey tables are made of: headings, utilities, materials, ways of laying, directions, parts of street and
 * place names, family names. Gathered from the words of the trade's standards (CJJ 61) and everyday names; traditional and
 * Japanese forms stand in a second list.
 */
const SIMPLIFIED =
  '管线点号起终止始连接埋深高程地面坐标东北西南横纵材质径规格断壁厚类型别大小子属性权单位名称编码特征附物井盖底顶内外' +
  '给水排污雨合流燃气煤天然液化热力蒸汽电供照明信号通讯移动联广播视监控工业综廊不其他' +
  '球墨铸铁钢混凝土塑料玻璃砖石聚乙烯氯光纤铜铝陶瓷直沟块架空套箱涵盒方圆形' +
  '阀门栓消防表检修窨探测出口进弯头三四五六七八九十一二两百千万变预留堵帽支转折杆灯接线手孔化粪池篦泵站' +
  '道路街巷弄里村镇乡市区县省城国中华人民河海港湖江山桥园林新旧红旗解放建设团结和平友谊迎宾公交环' +
  '日期年月时间状态使用废弃在建已未无有是否备注说明图幅序总数已条根组压强电伏流向正反度长宽米毫' +
  '王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏' +
  '测绘勘察院局公司有限责任集团分部门员者审核制成果普查据量调录单元格网责任部件事';

const TRADITIONAL =
  '管線點號起終止始連接埋深高程地面坐標東北西南橫縱材質徑規格斷壁厚類型別大小子屬性權單位名稱編碼特徵附物井蓋底頂內外' +
  '給水排污雨合流燃氣煤天然液化熱力蒸汽電供照明信號通訊移動聯廣播視監控工業綜廊不其他' +
  '球墨鑄鐵鋼混凝土塑料玻璃磚石聚乙烯氯光纖銅鋁陶瓷直溝塊架空套箱涵盒方圓形' +
  '閥門栓消防表檢修窨探測出口進彎頭三四五六七八九十一二兩百千萬變預留堵帽支轉折桿燈手孔化糞池篦泵站' +
  '道路街巷弄里村鎮鄉市區縣省城國中華人民河海港湖江山橋園林新舊紅旗解放建設團結和平友誼迎賓公交環' +
  '日期年月時間狀態使用廢棄在建已未無有是否備註說明圖幅序總數條根組壓強伏流向正反度長寬米毫' +
  '王李張劉陳楊趙黃周吳徐孫胡朱郭何羅宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂蘇盧蔣蔡賈丁魏薛葉閻余潘杜戴夏' +
  '測繪勘察院局公司有限責任集團分部門員者審核制成果普查據量調錄元格網件事' +
  '番号気広県図径鉄鋼区点線標高座土被外';

const SIGNS = 'Φφ×°±²³㎡、，。：；（）－—０１２３４５６７８９ＸＹＤＮ';

/** As Mainland China writes. */
export const COMMON_SIMPLIFIED: ReadonlySet<string> = new Set(SIMPLIFIED + SIGNS);

/** As Taiwan, Hong Kong and Japan write. */
export const COMMON_TRADITIONAL: ReadonlySet<string> = new Set(TRADITIONAL + SIGNS);
