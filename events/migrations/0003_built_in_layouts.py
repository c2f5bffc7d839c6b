"""The five built-in layouts, one for each shape of plan that the associations use."""

from django.db import migrations

NUMBER = ("number", "№ п/п", 14)

LAYOUTS = [
    {
        "code": "rumo-directions",
        "name": "РУМО: направления полосами, номера 1.1",
        "association_kind": "rumo",
        "period_kind": "calendar",
        "title_pattern": "План деятельности\n{association}\n{period}",
        "sections_as": "band",
        "section_numbers": "arabic",
        "numbering": "section",
        "responsible_as": "lines",
        "columns": [
            NUMBER,
            ("direction", "Направление деятельности", 58),
            ("term", "Срок выполнения", 33),
            ("event", "Мероприятие", 75),
        ],
        "sections": [
            ("table", "Проекты, конкурсы и распространение лучшего опыта", {}),
            ("table", "Взаимодействие с другими объединениями и партнёрами", {}),
            ("table", "Заседания объединения", {"shown_as": "merged"}),
            ("table", "Информационная работа и анализ деятельности", {}),
        ],
        "steps": [(1, "approve", "person", "chair", "Председатель РУМО")],
    },
    {
        "code": "rumo-headings",
        "name": "РУМО: титульный лист, текстовые разделы и таблицы",
        "association_kind": "rumo",
        "period_kind": "calendar",
        "title_pattern": "План работы\n{association}\n{period}",
        "sections_as": "heading",
        "section_numbers": "roman",
        "numbering": "restart",
        "responsible_as": "commas",
        "title_page": True,
        "columns": [
            NUMBER,
            ("event", "Наименование мероприятий", 80),
            ("term", "Сроки и место проведения", 36),
            ("responsible", "Организаторы ответственные", 50),
        ],
        "sections": [
            ("text", "Приоритетные направления", {}),
            ("text", "Задачи на период", {}),
            ("table", "Мероприятия и заседания", {}),
            (
                "table",
                "Организационная работа",
                {
                    "columns": [
                        {"role": "number", "heading": "№ п/п", "width": 14},
                        {"role": "event", "heading": "Наименование мероприятий", "width": 120},
                        {"role": "term", "heading": "Сроки проведения", "width": 46},
                    ]
                },
            ),
        ],
        "steps": [
            (1, "agree", "person", "curator", "Куратор объединения"),
            (2, "approve", "person", "approver", "Председатель РУМО"),
            (1, "close", "person", "chair", "Председатель объединения"),
        ],
    },
    {
        "code": "omo-directions",
        "name": "ОМО: направление в общей ячейке, без номеров",
        "association_kind": "omo",
        "period_kind": "academic",
        "title_pattern": "План работы\n{association}\n{period}",
        "sections_as": "merged",
        "section_numbers": "none",
        "numbering": "none",
        "responsible_as": "lines",
        "columns": [
            ("direction", "Направление деятельности", 50),
            ("event", "Наименование мероприятия", 62),
            ("term", "Сроки проведения", 30),
            ("responsible", "Ответственные", 38),
        ],
        "sections": [
            ("table", "Сопровождение образовательных программ", {}),
            ("table", "Профессиональное развитие педагогов", {}),
            ("table", "Наставничество и поддержка молодых педагогов", {}),
        ],
        "steps": [
            (1, "approve", "person", "approver", "Руководитель института"),
            (1, "close", "person", "chair", "Председатель ОМО"),
        ],
    },
    {
        "code": "rmc-directions",
        "name": "РМЦ: разделы римскими цифрами, сквозные номера",
        "association_kind": "rmc",
        "period_kind": "academic",
        "title_pattern": "План работы\n{association}\n{period}",
        "sections_as": "band",
        "section_numbers": "roman",
        "numbering": "through",
        "responsible_as": "lines",
        "columns": [
            ("number", "№", 12),
            ("event", "Наименование", 80),
            ("term", "Сроки", 34),
            ("responsible", "Ответственные", 54),
        ],
        "sections": [
            ("table", "Научно-методическое сопровождение", {}),
            ("table", "Информационное сопровождение", {}),
            ("table", "Повышение профессионального мастерства", {}),
            ("table", "Мониторинг", {}),
            ("table", "Профессиональные конкурсы", {}),
        ],
        "steps": [
            (1, "agree", "person", "agreer", "Представитель министерства образования"),
            (1, "agree", "person", "agreer", "Представитель университета"),
            (2, "approve", "person", "approver", "Руководитель РМЦ"),
        ],
    },
    {
        "code": "moc-results",
        "name": "МОЦ: без разделов, с результатами",
        "association_kind": "moc",
        "period_kind": "calendar",
        "title_pattern": "План деятельности\n{association}\n{period}",
        "sections_as": "none",
        "section_numbers": "none",
        "numbering": "through",
        "responsible_as": "commas",
        "columns": [
            ("number", "№", 12),
            ("event", "Наименование мероприятия", 66),
            ("term", "Сроки", 32),
            ("responsible", "Исполнитель", 26),
            ("result", "Результат", 44),
        ],
        "sections": [("table", "", {})],
        "steps": [(1, "approve", "person", "approver", "Директор")],
    },
]


def add_layouts(apps, schema_editor):
    """Write the five layouts with their columns, prescribed sections and steps."""
    model = {
        name: apps.get_model("events", name)
        for name in ("Layout", "LayoutColumn", "LayoutSection", "LayoutStep")
    }
    for values in LAYOUTS:
        own = {k: v for k, v in values.items() if k not in ("columns", "sections", "steps")}
        layout = model["Layout"].objects.create(**own)
        model["LayoutColumn"].objects.bulk_create(
            model["LayoutColumn"](layout=layout, order=i, role=role, heading=heading, width=width)
            for i, (role, heading, width) in enumerate(values["columns"], 1)
        )
        model["LayoutSection"].objects.bulk_create(
            model["LayoutSection"](layout=layout, order=i, kind=kind, heading=heading, **more)
            for i, (kind, heading, more) in enumerate(values["sections"], 1)
        )
        model["LayoutStep"].objects.bulk_create(
            model["LayoutStep"](
                layout=layout,
                order=i,
                stage=stage,
                verb=verb,
                mode=mode,
                role=role,
                position=position,
            )
            for i, (stage, verb, mode, role, position) in enumerate(values["steps"], 1)
        )


def remove_layouts(apps, schema_editor):
    """Take them away again; refused by the database while a plan uses one."""
    apps.get_model("events", "Layout").objects.filter(institution__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("events", "0002_append_only")]

    operations = [migrations.RunPython(add_layouts, remove_layouts)]
