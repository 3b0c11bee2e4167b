'use strict';
// The words of the page, Chinese and English.
const WORDS = {
  bench: ['对标工作台', 'Duibiao workbench'], parts: ['页面', 'Parts'], desk: ['材料', 'Documents'], rows: ['数据表', 'Table'], months: ['台账', 'Months'],
  undo: ['撤销上一步', 'Undo'], theme: ['切换浅色或深色', 'Light or dark'], stop: ['关闭程序', 'Close'],
  drop: ['把报告或文件夹拖到这里', 'Drop reports or a folder here'], kinds: ['Word、WPS、PDF、Excel、网页、邮件、压缩包、文本；材料只留在本机', 'Word, WPS, PDF, Excel, web pages, mails, archives, text; nothing leaves this machine'],
  files: ['选择文件', 'Choose files'], folder: ['选择文件夹', 'Choose a folder'], paste: ['粘贴文字', 'Paste text'], earlier: ['载入更正文件', 'Load corrections'],
  pasted: ['把报告的文字粘贴在这里', 'Paste the text of a report here'], take: ['读取', 'Read it'], pastedName: ['粘贴', 'pasted'],
  save: ['另存为', 'Save as'], workbook: ['Excel 工作簿', 'Excel workbook'], reviewPage: ['核对页', 'Review page'], notice: ['督查通报初稿（Word）', 'Draft notice (Word)'], noticeAbout: ['总体情况、进展较快和滞后的事项，每个数注明出处', 'the situation, the best and the worst, each number with its place'], otherFormats: ['其他格式', 'Other formats'], corrections: ['更正文件', 'Corrections'], documents: ['材料', 'Documents'], find: ['查找材料', 'Find a document'], empty: ['还没有材料。放入报告后，这里会列出每份报告的目标、完成值和待核对的行。', 'No documents yet. Once a report is dropped, its goals, figures and rows to check are listed here.'],
  search: ['搜索指标、板块、范围（可输几个词）', 'Search indicators, sections, scopes (several words)'], bySource: ['材料', 'Document'], bySection: ['板块', 'Section'], byBody: ['责任单位', 'Body'], byScope: ['范围', 'Scope'], byStatus: ['状态', 'Status'],
  look: ['只看待核对', 'To check only'], more: ['显示更多', 'Show more'], all: ['全部', 'All'],
  whose: ['单位名称', 'Whose'], which: ['材料', 'Document'], period: ['报告期（报告写明的可不填）', 'Period (where the report does not say it)'], replace: ['替换已入账的同期数据', 'Replace the month that is there'], enter: ['入账', 'Enter'],
  held: ['已入账', 'Months'], changes: ['变化与预警', 'Changes and findings'], trend: ['指标走势', 'Trend'], indicator: ['指标名称，如 停车位', 'Indicator'], show: ['查看', 'Show'],
  name: ['名称', 'Name'], goals: ['行数', 'Rows'], open: ['未报数', 'Without figure'], toCheck: ['待核对', 'To check'], decided: ['已审', 'Decided'], review: ['核对', 'Review'], remove: ['移除', 'Remove'],
  section: ['板块', 'Section'], task_no: ['序号', 'No'], indicatorHead: ['指标', 'Indicator'], target: ['目标', 'Goal'], actual: ['完成', 'Figure'], ratio: ['完成率', 'Completion'], gap: ['与序时差', 'Against time'], stated: ['自报', 'Printed'], status: ['状态', 'Status'], reviewed: ['复核', 'Reviewed'], body_responsible: ['责任单位', 'Body'], scope: ['范围', 'Scope'], source: ['材料', 'Document'],
  unit: ['单位', 'Whose'], term: ['报告期', 'Period'], vintage: ['版次', 'Version'], none: ['没有', 'none'], silent: ['没有读出目标或完成值', 'no goal or figure was found'],
  noMonths: ['还没有入账。入账两个月以后，这里会列出变化。', 'Nothing entered yet. From the second month on the changes are listed here.'], nothing: ['先在“材料”里放入报告，再在这里入账。', 'Drop a report under Documents first, then enter it here.'], nothingHeld: ['还没有入账的月份。选一份材料，点“入账”。', 'No month entered yet. Choose a document and enter it.'], noTrend: ['没有这个指标。', 'No such indicator.'], noRows: ['没有符合条件的行。', 'No row fits.'],
  read: ['已读 {0}/{1}', '{0} of {1} read'], unread: ['读不了的 {0} 份', '{0} could not be read'], count: ['{0} 行', '{0} rows'], points: ['点', ' pp'],
  gone: ['程序没有应答。可能已经关闭；重新打开后，已做的意见都在。', 'The program does not answer. It may be closed; all decisions are kept.'], stopped: ['程序已关闭，可以关上这个页面。意见都已保存。', 'Closed. You may close this page; all decisions are kept.'],
  entered: ['已入账 {0} 第{1}版 {2} 行', 'entered {0}, version {1}, {2} rows'], already: ['已在账 {0}', 'already there: {0}'], loaded: ['更正文件已载入', 'corrections loaded'], undone: ['已撤销', 'undone'], removeAsk: ['移除“{0}”？文件移到“已移除”，可以找回。', 'Remove “{0}”? The file is moved to 已移除.'],
  change: ['变化', 'Change'], measure: ['单位', 'Unit'], before: ['上期完成', 'Before'], now: ['本期完成', 'Now'], delta: ['变动', 'Change of figure'], ratioBefore: ['上期完成率', 'Completion before'], ratioNow: ['本期完成率', 'Completion now'], findings: ['预警', 'Findings'], perhaps: ['疑似同一指标', 'Perhaps the same as'], expected: ['序时进度', 'Expected'], goalVersion: ['目标第几版', 'Version of goal'], number: ['序号', 'No'],
  perhapsOne: ['“{0}”现在是不是叫“{1}”？', 'Is “{0}” now called “{1}”?'], oneThing: ['是同一项', 'One thing'], twoThings: ['是两项', 'Two things'], areOne: ['“{0}”与“{1}”是同一项', '“{0}” and “{1}” are one thing'], areTwo: ['“{0}”与“{1}”是两项', '“{0}” and “{1}” are two things'],
  'new': ['新增', 'new'], updated: ['更新', 'updated'], absent: ['缺失', 'absent'], unchanged: ['未变', 'unchanged'],
};
const zh = document.documentElement.lang.startsWith('zh');
const say = (key, ...parts) => (WORDS[key] || [key, key])[zh ? 0 : 1].replace(/\{(\d)\}/g, (_, at) => parts[at]);
