"""One model asked one question, its parameters at their best values."""

from foedus.study.assess.inquiry import Asked, Assessment, Inquiry
from foedus.study.assess.register import inquiries

__all__ = ["Asked", "Assessment", "Inquiry", "inquiries"]
