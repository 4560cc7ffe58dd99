"""The brief: from one finding to a page that a reader can defend.

    messages   what is said, English and Japanese side by side (messages.toml)
    yardstick  words of probability and confidence with their bounds (yardstick.toml)
    numbers    two significant digits, percentages, spans, dates
    reader     one finding in one language: texts, names, numbered notes
    judgements the key judgements, generated from the numbers
    charts/    one Vega-Lite specification a figure
    maps/      the theatre as our own SVG
    vega       the one place where charts become SVG
    sections   what each part of the page shows
    render     the page; terminal, the table

Nothing here computes a result: the finding is the only input. Importing this package loads neither the
chart renderer nor the projection library nor the template engine.
"""

from foedus.brief.render import html

__all__ = ["html"]
