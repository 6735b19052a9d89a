"""Messy tables, each with what a careful colleague would make of it."""

from typing import NamedTuple


class Scenario(NamedTuple):
    """A file's text, the answers by words of the question -> option, and what must come of it.

    `rows`: what ready rows must hold, one mapping a row, in the file's order. `asks`: words of each open question. `faults`: row and rule.
    """

    name: str
    text: str
    rows: tuple[dict[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


TODAY = "Địa phương,Chỉ tiêu,Giá trị,Thời điểm\n"
SON_HA = {"unit_id": "son-ha", "territory": "before-2025-07"}

SCENARIOS = (
    Scenario(
        "a plain table",
        "Địa phương,Chỉ tiêu,Giá trị,Thời điểm,Nguồn\nHuyện Sơn Hà,Số HTX hiện có,24,31/12/2024,Báo cáo 12/BC-UBND",
        ({**SON_HA, "indicator_id": "htx-stock", "standard_id": "existing", "operator": "eq", "low": "24", "high": "24",
          "as_of_on": "2024-12-31", "as_of_precision": "day", "wording": "24", "base_id": "htx", "kind": "stock", "measure_id": "htx",
          "compiler": "own", "status": "unstated", "confidence": "unstated", "method": "reported", "is_current": "true"},),
    ),
    Scenario(
        "a report with a title, semicolons, units of measure and a signature",
        "BÁO CÁO PHÁT TRIỂN KTTT HUYỆN SƠN HÀ NĂM 2024;;;;\n;;;;\nSTT;Chỉ tiêu;ĐVT;Kết quả thực hiện;Ghi chú\n1;Số HTX hiện có;HTX;24;\n"
        "2;Tỷ lệ HTX xếp loại khá trở lên;%;khoảng 60-70%;\n3;Thu nhập bình quân thành viên HTX;triệu đồng/người/năm;trên 46;ước\n;Người lập biểu;;;",
        ({**SON_HA, "indicator_id": "htx-stock", "as_of_on": "2024-12-31", "as_of_precision": "year"},
         {"indicator_id": "htx-quality-share", "operator": "range", "low": "60", "high": "70", "standard_id": "fair-and-up"},
         {"indicator_id": "htx-member-income-level", "operator": "gt", "low": "46", "high": "", "note": "ước"}),
    ),
    Scenario(
        "headings and figures in English",
        "Locality,Indicator,Value,As of\nHai Phong,Number of cooperatives in operation,\"1,234\",31/12/2024\nQuang Nam,Cooperatives in operation,682,May 2024",
        ({"unit_id": "hai-phong", "low": "1234", "standard_id": "active"},
         {"unit_id": "quang-nam", "low": "682", "as_of_on": "2024-05-31", "as_of_precision": "month"}),
        answers=(("đọc là bao nhiêu", "thousands"),),
    ),
    Scenario(
        "a number that reads two ways is asked about, once a column",
        TODAY + "Sơn Hà,Doanh thu bình quân một HTX,1.050,31/12/2024\nSơn Hà,Lợi nhuận bình quân một HTX,1.150,31/12/2024",
        asks=("“1.050” (hàng 2): đọc là bao nhiêu",),
    ),
    Scenario(
        "and read as the reader says",
        TODAY + "Sơn Hà,Doanh thu bình quân một HTX,1.050,31/12/2024\nSơn Hà,Lợi nhuận bình quân một HTX,148.5,31/12/2024",
        ({"low": "1050", "wording": "1.050"}, {"low": "148.5"}),
        answers=(("đọc là bao nhiêu", "thousands"),),
    ),
    Scenario(
        "as a decimal its signs are English",
        TODAY + "Sơn Hà,Doanh thu bình quân một HTX,1.050,31/12/2024",
        ({"low": "1.05", "high": "1.05", "wording": "1.050"},),
        answers=(("đọc là bao nhiêu", "decimal"),),
    ),
    Scenario(
        "things are counted whole, and what reads two ways is asked about all the same",
        TODAY + "Sơn Hà,Số thành viên HTX,1.234,31/12/2024",
        asks=("đọc là bao nhiêu",),
    ),
    Scenario(
        "a share of at most one without a percent sign",
        TODAY + "Hải Dương,Tỷ lệ HTX xếp loại khá tốt,\"0,65\",31/12/2024",
        asks=("bao nhiêu phần trăm",),
    ),
    Scenario(
        "which may be a fraction of one, then it is computed",
        TODAY + "Hải Dương,Tỷ lệ HTX xếp loại khá tốt,\"0,65\",31/12/2024",
        ({"low": "65", "method": "computed", "wording": "0,65"},),
        answers=(("bao nhiêu phần trăm", "fraction"),),
    ),
    Scenario(
        "a city and its province have one name",
        TODAY + "Yên Bái,Số HTX đang hoạt động,834,28/2/2025",
        asks=("“Yên Bái” là nơi nào",),
    ),
    Scenario(
        "level words tell them apart",
        TODAY + "TP Yên Bái,Số HTX hoạt động hiệu quả,60,2023\nTỉnh Yên Bái,Số HTX hiện có,834,28/2/2025",
        ({"unit_id": "yen-bai-city", "standard_id": "effective"}, {"unit_id": "yen-bai", "standard_id": "existing"}),
    ),
    Scenario(
        "a former and a later city of one name are told apart by the day",
        TODAY + "Hải Phòng,Số HTX đang hoạt động,412,30/6/2025\nHải Phòng,Số HTX đang hoạt động,960,30/9/2025",
        ({"unit_id": "hai-phong", "territory": "before-2025-07"}, {"unit_id": "hai-phong-2025", "territory": "from-2025-07"}),
    ),
    Scenario(
        "but the year 2025 alone leaves it open",
        TODAY + "Hải Phòng,Số HTX đang hoạt động,412,2025",
        asks=("“Hải Phòng” năm 2025",),
    ),
    Scenario(
        "a figure after the end of a province says so",
        TODAY + "Hải Dương,Số HTX hiện có,540,31/3/2026",
        faults=((2, "intake.unit.ended"),),
    ),
    Scenario(
        "unless it says that it is of the former territory",
        "Địa phương,Chỉ tiêu,Giá trị,Thời điểm,Địa giới\nHải Dương,Số HTX hiện có,540,31/3/2026,địa giới trước 1/7/2025",
        ({"unit_id": "hai-duong", "territory": "before-2025-07", "as_of_on": "2026-03-31"},),
    ),
    Scenario(
        "a percentage of a count names what would fit",
        TODAY + "Quảng Nam,Số HTX đang hoạt động,60%,31/12/2024",
        faults=((2, "intake.measure.other"),),
    ),
    Scenario(
        "money in another unit is never converted",
        TODAY + "Hải Dương,Doanh thu bình quân một HTX,2 tỷ đồng,31/12/2024",
        faults=((2, "intake.measure.money"),),
    ),
    Scenario(
        "an unknown unit of measure",
        "Địa phương,Chỉ tiêu,ĐVT,Giá trị,Thời điểm\nSơn Hà,Số HTX hiện có,khoai,24,31/12/2024",
        faults=((2, "intake.measure.unknown"),),
    ),
    Scenario(
        "words of two indicators",
        TODAY + "Quảng Nam,HTX thành lập mới,35,2023",
        asks=("“HTX thành lập mới” là chỉ tiêu nào",),
    ),
    Scenario(
        "a year of a yearly flow is the whole year",
        TODAY + "Quảng Nam,HTX thành lập mới,35,năm 2023",
        ({"indicator_id": "htx-new-annual", "period_start_on": "2023-01-01", "as_of_on": "2023-12-31"},),
        answers=(("là chỉ tiêu nào", "htx-new-annual"),),
    ),
    Scenario(
        "words of no indicator",
        TODAY + "Quảng Nam,Diện tích lúa,35,2023",
        faults=((2, "intake.indicator.none"),),
    ),
    Scenario(
        "a missing place and a missing year are asked once for the file",
        "Chỉ tiêu,Giá trị\nSố HTX hiện có,24\nSố THT hiện có,12",
        asks=("Số liệu của năm nào", "Số liệu của nơi nào"),
    ),
    Scenario(
        "and answered once",
        "Chỉ tiêu,Giá trị\nSố HTX hiện có,24\nSố THT hiện có,12",
        ({"unit_id": "son-ha", "as_of_on": "2024-12-31", "as_of_precision": "year"}, {"unit_id": "son-ha", "as_of_on": "2024-12-31"}),
        answers=(("nơi nào", "son-ha"), ("năm nào", "year-2024")),
    ),
    Scenario(
        "the condition that a target counts by is asked where the file is silent",
        TODAY + "TP Yên Bái,Số thành viên THT,1020,2023",
        asks=("Số thành viên tổ hợp tác: tệp không nói",),
    ),
    Scenario(
        "totals, headings and lines without a value are no lines",
        TODAY + "Sơn Hà,Số HTX hiện có,24,31/12/2024\nI. HỢP TÁC XÃ,,,\nSơn Hà,Số lao động trong HTX,chưa có số liệu,31/12/2024\nTổng cộng,,24,\n",
        ({"low": "24"},),
    ),
    Scenario(
        "the same series and day twice",
        TODAY + "Sơn Hà,Số HTX hiện có,23,31/12/2024\nSơn Hà,HTX hiện có,24,31/12/2024",
        faults=((2, "intake.twice"), (3, "intake.twice")),
    ),
    Scenario(
        "everything wrong with a line at once",
        TODAY + "Sơn Hà,Diện tích lúa,NaN,31/02/2024",
        faults=((2, "intake.date.no_such_day"), (2, "intake.indicator.none"), (2, "intake.value.not_finite")),
    ),
    Scenario(
        "text that would like to be code is text",
        TODAY + "Sơn Hà,<img src=x onerror=alert(1)>,=1+1,31/12/2024",
        faults=((2, "intake.indicator.none"), (2, "intake.value.formula")),
    ),
    Scenario(
        "a wide table: realized, estimated and planned years",
        "Chỉ tiêu,ĐVT,TH 2022,TH 2023,Ước 2024,KH 2025\nSố HTX hoạt động hiệu quả,HTX,52,60,66,72\n",
        ({"as_of_on": "2022-12-31", "low": "52", "status": "unstated"}, {"as_of_on": "2023-12-31", "low": "60"},
         {"as_of_on": "2024-12-31", "low": "66", "status": "estimate"}),
        answers=(("nơi nào", "yen-bai-city"),),
        asks=("Các mục tiêu này của Thành phố Yên Bái",),
    ),
    Scenario(
        "a result of a year to come",
        TODAY + "Sơn Hà,Số HTX hiện có,30,2030",
        faults=((2, "intake.date.future"),),
    ),
    Scenario(
        "a year of four digits as a value keeps its unit of measure",
        TODAY + "Quảng Nam,Số THT hiện có,trên 2000,31/12/2023",
        ({"operator": "gt", "low": "2000", "wording": "trên 2000 tổ hợp tác"},),
    ),
    Scenario(
        "old tone placement and a short name",
        TODAY + "Xã Sơn Thuỷ,Số HTX hiện có,3,31/12/2025",
        ({"unit_id": "xa-son-thuy-2025", "territory": "from-2025-07"},),
    ),
    Scenario(
        "an address that is none",
        "Địa phương,Chỉ tiêu,Giá trị,Thời điểm,Nguồn,Đường dẫn\nSơn Hà,Số HTX hiện có,24,31/12/2024,Báo,javascript:alert(1)",
        faults=((2, "intake.source.address"),),
    ),
    Scenario(
        "a half cooperative",
        TODAY + "Sơn Hà,Số HTX hiện có,\"24,5\",31/12/2024",
        faults=((2, "intake.value.not_whole"),),
    ),
    Scenario(
        "the base that a line states is another indicator's",
        "Địa phương,Chỉ tiêu,Mẫu số,Giá trị,Thời điểm\nQuảng Nam,Tỷ lệ tổ chức KTTT đạt loại khá tốt,hợp tác xã nông nghiệp,60%,31/12/2024",
        faults=((2, "intake.indicator.contradicted"),),
    ),
    Scenario(
        "the number of members in millions beside its unit of measure",
        "Địa phương;Chỉ tiêu;ĐVT;Giá trị;Năm\nCẢ NƯỚC;Số thành viên HTX;người;trên 5,9 triệu;2023",
        ({"unit_id": "viet-nam", "operator": "gt", "low": "5900000", "high": "", "wording": "trên 5,9 triệu"},),
    ),
    Scenario(
        "millions beside money stay what they are",
        "Địa phương;Chỉ tiêu;ĐVT;Giá trị;Năm\nSơn Hà;Thu nhập bình quân thành viên HTX;triệu đồng/người/năm;46,5 triệu;2023",
        ({"low": "46.5", "high": "46.5"},),
    ),
    Scenario(
        "a title of the whole country",
        "TÌNH HÌNH HTX CẢ NƯỚC NĂM 2023\n\nChỉ tiêu;ĐVT;Giá trị\nSố THT;THT;100",
        ({"unit_id": "viet-nam", "as_of_on": "2023-12-31", "low": "100"},),
    ),
    Scenario(
        "a place goes before the country of the same title",
        "TRIỂN KHAI PHONG TRÀO CẢ NƯỚC\nHUYỆN SƠN HÀ NĂM 2023\n\nChỉ tiêu;ĐVT;Giá trị\nSố THT;THT;100",
        ({**SON_HA, "low": "100"},),
    ),
    Scenario(
        "the state's name alone is no place of the figures",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nChỉ tiêu;ĐVT;Giá trị;Năm\nSố THT;THT;100;2023",
        asks=("Số liệu của nơi nào",),
    ),
)  # fmt: skip

ACROSS = (
    Scenario(
        "one row a place, one column an indicator",
        "SỐ LIỆU NĂM 2024\n\nHuyện;Số HTX;Số THT;Tỷ lệ HTX khá, tốt (%);Thu nhập bình quân thành viên (triệu đồng/người/năm)\n"
        "Sơn Hà;24;12;khoảng 60-70%;46,5\n",
        ({**SON_HA, "indicator_id": "htx-stock", "low": "24", "as_of_on": "2024-12-31", "as_of_precision": "year"},
         {**SON_HA, "indicator_id": "tht-stock", "low": "12"},
         {"indicator_id": "htx-quality-share", "standard_id": "fair-good", "operator": "range", "low": "60", "high": "70"},
         {"indicator_id": "htx-member-income-level", "operator": "eq", "low": "46.5", "high": "46.5"}),
    ),
    Scenario(
        "one row a year under a title that names the place; a dash is no value",
        "Huyện Sơn Hà\n\nNăm;Số HTX;Số thành viên THT\n2022;20;100\n2023;22;-\n2024;;120",
        ({**SON_HA, "indicator_id": "htx-stock", "low": "20", "as_of_on": "2022-12-31"},
         {**SON_HA, "indicator_id": "tht-members", "low": "100", "as_of_on": "2022-12-31"},
         {**SON_HA, "indicator_id": "htx-stock", "low": "22", "as_of_on": "2023-12-31"},
         {**SON_HA, "indicator_id": "tht-members", "low": "120", "as_of_on": "2024-12-31"}),
    ),
    Scenario(
        "indicators above years",
        "Huyện;Số HTX;;Số THT;\n;2022;2023;2022;2023\nSơn Hà;20;21;5;6",
        ({"indicator_id": "htx-stock", "low": "20", "as_of_on": "2022-12-31"}, {"indicator_id": "htx-stock", "low": "21", "as_of_on": "2023-12-31"},
         {"indicator_id": "tht-stock", "low": "5", "as_of_on": "2022-12-31"}, {"indicator_id": "tht-stock", "low": "6", "as_of_on": "2023-12-31"}),
    ),
    Scenario(
        "years above indicators",
        "Huyện;Năm 2022;;Ước 2023;\n;Số HTX;Số THT;Số HTX;Số THT\nSơn Hà;20;5;21;6",
        ({"indicator_id": "htx-stock", "low": "20", "as_of_on": "2022-12-31", "status": "unstated"},
         {"indicator_id": "tht-stock", "low": "5", "as_of_on": "2022-12-31"},
         {"indicator_id": "htx-stock", "low": "21", "as_of_on": "2023-12-31", "status": "estimate"}, {"indicator_id": "tht-stock", "low": "6"}),
    ),
    Scenario(
        "what is counted above how it is counted",
        "Huyện;Năm;Hợp tác xã;;Tổ hợp tác;\n;;Số thành viên;Doanh thu bình quân;Số thành viên;Số lượng\nSơn Hà;2023;300;;60;5",
        ({"indicator_id": "htx-members", "low": "300"}, {"indicator_id": "tht-members", "low": "60"}, {"indicator_id": "tht-stock", "low": "5"}),
        answers=(("“Tổ hợp tác Số lượng”", "tht-stock"),),
    ),
    Scenario(
        "one year below each indicator is no row of figures",
        "Huyện;Số HTX;Số THT\n;2023;2023\nSơn Hà;20;5",
        ({"low": "20", "as_of_on": "2023-12-31"}, {"low": "5", "as_of_on": "2023-12-31"}),
    ),
    Scenario(
        "a row of units of measure and one of numbers below the headings",
        "STT;Địa phương;Số HTX;Tỷ lệ HTX khá, tốt\n;;HTX;%\n(1);(2);(3);(4)\n1;Huyện Sơn Hà;20;65,5",
        ({**SON_HA, "indicator_id": "htx-stock", "low": "20", "as_of_on": "2023-12-31"}, {"indicator_id": "htx-quality-share", "low": "65.5"}),
        answers=(("Số liệu của năm nào", "year-2023"),),
    ),
    Scenario(
        "a unit of measure that is not the indicator's",
        "Địa phương;Năm;Số HTX (%)\nSơn Hà;2023;20",
        faults=((2, "intake.measure.other"),),
    ),
    Scenario(
        "a year in each heading; a plan is a target",
        "Địa phương;Số HTX năm 2023;Số HTX (năm 2024);KH 2026 số HTX\nHuyện Sơn Hà;20;21;30",
        ({"low": "20", "as_of_on": "2023-12-31"}, {"low": "21", "as_of_on": "2024-12-31"}),
        asks=("Các mục tiêu này của Huyện Sơn Hà",),
    ),
    Scenario(
        "words of two indicators are asked about once a column",
        "Địa phương;Năm;HTX thành lập mới\nQuảng Nam;2022;30\nQuảng Nam;2023;35",
        asks=("“HTX thành lập mới” là chỉ tiêu nào",),
    ),
    Scenario(
        "words that only come close to an indicator are asked about where another column names one",
        "Huyện;Năm;Số thành viên;Số HTX\nSơn Hà;2022;3;5",
        ({"indicator_id": "tht-members", "low": "3"}, {"indicator_id": "htx-stock", "low": "5"}),
        answers=(("“Số thành viên” không có trong danh mục", "tht-members"),),
    ),
    Scenario(
        "a comparison and a period are no figures of a day",
        "Huyện;Năm;Số HTX giai đoạn 2021-2025;Số HTX tăng so với 2023;Số HTX\nSơn Hà;2024;5;2;20",
        ({"indicator_id": "htx-stock", "low": "20", "as_of_on": "2024-12-31"},),
    ),
    Scenario(
        "a riddle of separators is asked about column by column",
        "Huyện;Năm;Số thành viên HTX;Số thành viên THT\nSơn Hà;2023;1.234;1.050",
        asks=("Cột Số thành viên HTX ghi “1.234”", "Cột Số thành viên THT ghi “1.050”"),
    ),
    Scenario(
        "headings in English, a total left out",
        "Locality;Year;Number of cooperatives;Number of cooperative groups\nHuyện Sơn Hà;2024;24;12\nTotal;;24;12",
        ({**SON_HA, "indicator_id": "htx-stock", "low": "24"}, {"indicator_id": "tht-stock", "low": "12"}),
    ),
    Scenario(
        "millions of persons in the heading's brackets",
        "Địa phương;Năm;Số thành viên HTX (người)\nCả nước;2023;trên 5,9 triệu",
        ({"unit_id": "viet-nam", "indicator_id": "htx-members", "operator": "gt", "low": "5900000"},),
    ),
)  # fmt: skip
SCENARIOS += ACROSS
