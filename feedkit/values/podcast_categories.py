"""The categories of Apple Podcasts: the present ones, and those that were given up in 2019 or before."""

from __future__ import annotations


def _table(text: str) -> dict[str, frozenset[str]]:
    """A category on each line, and its subcategories behind a colon; an indented line goes on."""
    lines = text.strip().replace("\n    ", " ").splitlines()
    rows = (line.partition(": ") for line in lines)
    return {name: frozenset(filter(None, subs.split(", "))) for name, _, subs in rows}


CATEGORIES = _table("""
Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
History
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, Nature,
    Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, Soccer,
    Swimming, Tennis, Volleyball, Wilderness, Wrestling
Technology
True Crime
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
""")
OBSOLETE = _table("""
Arts: Literature
Arts & Entertainment: Architecture, Books, Design, Entertainment, Games, Performing Arts, Photography,
    Poetry, Science Fiction
Audio Blogs
Business: Business News, Finance, Management & Marketing, Shopping
Education: Education, Education Technology, Higher Education, K-12, Language Courses, Training
Family
Food
Games & Hobbies: Automotive, Aviation, Hobbies, Other Games, Video Games
Government & Organizations: Local, National, Non-Profit, Regional
Health: Alternative Health, Diet & Nutrition, Fitness, Fitness & Nutrition, Relationships, Self-Help,
    Sexuality
International: Australian, Belgian, Brazilian, Canadian, Chinese, Dutch, French, German, Hebrew, Italian,
    Japanese, Norwegian, Polish, Portuguese, Spanish, Swedish
Movies & Television
News & Politics
Politics
Public Radio
Religion & Spirituality: New Age, Other, Philosophy
Science & Medicine: Medicine, Natural Sciences, Social Sciences
Society & Culture: History
Sports & Recreation: Amateur, College & High School, Outdoor, Professional
Talk Radio
Technology: Computers, Developers, Gadgets, Information Technology, News, Operating Systems, Podcasting,
    Smart Phones, Software How-To, Tech News, Text/Speech
Transportation: Automotive, Aviation, Bicycles, Commuting
Travel
""")
