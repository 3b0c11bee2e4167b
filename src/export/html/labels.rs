//! The page's own words.

/// Filters: code, word, what it shows.
pub(super) const FILTERS: &[(&str, &str, &str)] = &[
    ("all", "全部", "所有行"),
    ("look", "待核对", "自报率不符、依据较弱、有预警或由图片识别的行"),
    ("open", "未报数", "有目标而没有完成值的行"),
    ("conflict", "自报不符", "自报完成率与计算结果不一致的行"),
    ("clash", "数据打架", "与同一报告中另一处数字矛盾的行"),
    ("behind", "滞后", "低于序时进度的行"),
    ("undecided", "未审", "还没有审阅意见的行"),
];

/// Orders of the rows: code and words.
pub(super) const SORTS: &[(&str, &str)] = &[
    ("text", "按原文顺序"),
    ("low", "完成率从低到高"),
    ("high", "完成率从高到低"),
    ("behind", "落后序时最多在前"),
    ("unsure", "最不确信在前"),
];

/// What a person corrects of a row: the field of the corrections file, and the word.
pub(super) const FIELDS: &[(&str, &str)] = &[
    ("name", "指标名称"),
    ("scope", "范围"),
    ("goal_reads", "目标值（数和单位，如 60个）"),
    ("figure_reads", "完成值（数和单位）"),
];

/// What rows are filtered by besides: the name in the data of the page, and the word.
pub(super) const SIFTS: &[(&str, &str)] =
    &[("section", "板块"), ("body", "责任单位"), ("scope", "范围"), ("status", "状态")];

/// Keys and what they do.
pub(super) const KEYS: &[(&str, &str)] = &[
    ("J  ↓", "下一行"),
    ("K  ↑", "上一行"),
    ("G", "看目标原文"),
    ("F", "看完成原文"),
    ("A", "采纳"),
    ("X", "驳回配对，目标保留"),
    ("P", "改选完成值"),
    ("N", "不可比"),
    ("E", "更正名称、范围、数值"),
    ("U", "撤销本行意见"),
    ("/", "搜索"),
    ("1 … 7", "切换筛选"),
    ("Esc", "取消"),
];
