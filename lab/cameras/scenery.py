"""The rooms and the garden that the lab's cameras look at, with what moves in them."""

from dataclasses import dataclass

from lab.cameras.canvas import Canvas, Color, Fade, Paint, Planes, box, ellipse
from lab.cameras.movers import CAT, HEDGEHOG, ROBOT, Mover
from lab.inventory import GARDEN, HALLWAY, LIVING_ROOM
from lab.pattern import HEIGHT, SECRET, SECRET_COLOR, WIDTH

WHITE: Color = (250, 249, 245)
WOOD: Color = (150, 104, 66)


@dataclass(frozen=True)
class Scene:
    """What stands still, and what moves."""

    planes: Planes
    mover: Mover


def _secret(canvas: Canvas, frame: Color) -> None:
    left, top, right, bottom = (
        share * side
        for share, side in zip(SECRET, (WIDTH, HEIGHT, WIDTH, HEIGHT), strict=True)
    )
    canvas.paint(
        box(left - 4, top - 3, right + 8, bottom + 10), (60, 50, 40), opacity=0.25
    )
    canvas.paint(box(left - 5, top - 5, right + 5, bottom + 5), frame)
    canvas.paint(box(left, top, right, bottom), SECRET_COLOR)


def _plant(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.paint(ellipse(x, y + 2, size * 0.34, size * 0.06), (60, 40, 30), opacity=0.3)
    leaves = (
        (-0.30, -0.72, 0.20, (74, 128, 84)),
        (0.30, -0.78, 0.21, (66, 118, 78)),
        (0.02, -1.00, 0.24, (86, 146, 94)),
        (-0.14, -0.60, 0.20, (58, 108, 70)),
        (0.18, -0.58, 0.18, (94, 154, 100)),
    )
    for across, up, radius, color in leaves:
        canvas.paint(
            ellipse(
                x + across * size, y + up * size, radius * size, radius * size * 1.15
            ),
            color,
        )
    pot = [
        (x - size * 0.26, y - size * 0.42),
        (x + size * 0.26, y - size * 0.42),
        (x + size * 0.19, y),
        (x - size * 0.19, y),
    ]
    canvas.paint(pot, Fade((206, 122, 88), (176, 98, 68)))


def _floor(canvas: Canvas, horizon: int, paint: Paint, plank: Color) -> None:
    canvas.paint(box(0, horizon, WIDTH, HEIGHT), paint)
    for step in range(-9, 10):
        near, far = WIDTH / 2 + step * 96, WIDTH / 2 + step * 44
        line = [
            (far, horizon),
            (far + 1, horizon),
            (near + 2.4, HEIGHT),
            (near, HEIGHT),
        ]
        canvas.paint(line, plank, opacity=0.35)
    canvas.paint(box(0, horizon - 9, WIDTH, horizon), WHITE)
    canvas.paint(box(0, horizon, WIDTH, horizon + 4), (70, 46, 28), opacity=0.2)


def _living_room() -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT, WHITE)
    canvas.paint(box(0, 0, WIDTH, 240), Fade((244, 235, 220), (230, 216, 194)))
    _floor(canvas, 238, Fade((190, 148, 108), (150, 108, 72)), (112, 78, 50))
    # The window, its light on the floor, the curtains.
    canvas.paint(box(58, 40, 238, 178), WHITE)
    canvas.paint(box(66, 48, 230, 170), Fade((150, 200, 236), (226, 240, 244)))
    canvas.paint(ellipse(112, 168, 58, 30), (142, 180, 132))
    canvas.paint(ellipse(196, 172, 62, 40), (120, 164, 116))
    canvas.paint(box(58, 168, 238, 178), WHITE)
    canvas.paint(box(145, 48, 151, 170), WHITE)
    canvas.paint(box(58, 184, 238, 229), (234, 221, 200))
    canvas.paint(box(48, 178, 248, 186), (240, 236, 228))
    light = [(70, 244), (240, 244), (330, HEIGHT), (110, HEIGHT)]
    canvas.paint(light, (255, 240, 200), opacity=0.16)
    for left in (34, 222):
        for fold in range(4):
            paint = Fade((132, 168, 172), (110, 148, 154))
            if fold % 2:
                paint = Fade((146, 180, 184), (124, 160, 166))
            canvas.paint(
                box(left + fold * 10, 30, left + fold * 10 + 10, 226, 2), paint
            )
    canvas.paint(box(22, 26, 276, 31, 2), WOOD)
    _secret(canvas, (92, 66, 46))
    # The lamp.
    canvas.paint(ellipse(330, 86, 70, 60), (255, 238, 190), opacity=0.25)
    canvas.paint(box(327, 104, 331, 246), (84, 74, 66))
    canvas.paint(ellipse(329, 247, 20, 5), (84, 74, 66))
    canvas.paint(
        [(310, 66), (348, 66), (360, 108), (298, 108)],
        Fade((255, 246, 216), (246, 224, 172)),
    )
    # The rug, the sofa, its cushions.
    canvas.paint(ellipse(400, 306, 216, 36), (222, 208, 190))
    canvas.paint(ellipse(400, 306, 196, 30), (206, 186, 164))
    canvas.paint(ellipse(400, 306, 184, 26), (224, 210, 194))
    canvas.paint(box(352, 268, 580, 280), (50, 34, 24), opacity=0.25)
    for leg in (372, 552):
        canvas.paint(box(leg, 266, leg + 8, 280), WOOD)
    sofa, seat = (
        Fade((86, 128, 138), (66, 104, 114)),
        Fade((104, 148, 156), (78, 118, 128)),
    )
    canvas.paint(box(362, 166, 570, 262, 14), sofa)
    canvas.paint(box(366, 222, 466, 270, 8), seat)
    canvas.paint(box(466, 222, 566, 270, 8), seat)
    canvas.paint(box(346, 204, 378, 272, 12), sofa)
    canvas.paint(box(554, 204, 586, 272, 12), sofa)
    canvas.paint(
        [(388, 184), (426, 192), (418, 232), (380, 224)],
        Fade((236, 196, 120), (222, 172, 92)),
    )
    canvas.paint(box(512, 186, 550, 226, 7), Fade((240, 226, 210), (222, 204, 184)))
    # The table with books and a cup.
    canvas.paint(ellipse(300, 318, 70, 9), (50, 34, 24), opacity=0.22)
    for leg in (254, 340):
        canvas.paint(box(leg, 282, leg + 6, 318), (120, 82, 52))
    canvas.paint(ellipse(300, 282, 68, 14), (132, 92, 58))
    canvas.paint(ellipse(300, 278, 68, 14), (178, 130, 88))
    canvas.paint(box(276, 268, 314, 274, 1), (196, 92, 78))
    canvas.paint(box(279, 262, 312, 268, 1), (74, 108, 148))
    canvas.paint(box(326, 262, 338, 276, 2), WHITE)
    _plant(canvas, 612, 268, 92)
    return canvas


def _hallway() -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT, WHITE)
    canvas.paint(box(0, 0, WIDTH, 256), Fade((232, 236, 232), (212, 220, 216)))
    _floor(canvas, 254, Fade((204, 190, 172), (172, 154, 134)), (132, 116, 98))
    # The front door with its light above, and the mat.
    canvas.paint(box(84, 40, 236, 256), WHITE)
    canvas.paint(box(96, 50, 224, 256), Fade((58, 96, 96), (44, 78, 80)))
    canvas.paint(box(108, 62, 212, 112, 4), Fade((196, 222, 234), (232, 240, 240)))
    canvas.paint(box(158, 62, 162, 112), (50, 86, 88))
    for top in (128, 192):
        canvas.paint(box(108, top, 154, top + 50, 3), (70, 110, 110))
        canvas.paint(box(166, top, 212, top + 50, 3), (70, 110, 110))
    canvas.paint(ellipse(214, 186, 5, 5), (224, 190, 108))
    mat = [(98, 266), (226, 266), (248, 292), (84, 292)]
    canvas.paint(mat, Fade((126, 100, 74), (108, 84, 60)))
    canvas.paint(
        [(104, 269), (220, 269), (238, 289), (94, 289)],
        Fade((146, 118, 88), (128, 100, 72)),
    )
    # The coats on their rail.
    canvas.paint(box(270, 92, 412, 102, 3), WOOD)
    coats = (
        (286, (198, 142, 84)),
        (334, (86, 112, 142)),
        (380, (150, 158, 122)),
    )
    for x, color in coats:
        canvas.paint(ellipse(x, 104, 4, 5), (84, 74, 66))
        coat = [(x - 10, 106), (x + 10, 106), (x + 22, 190), (x - 22, 190)]
        canvas.paint(coat, color)
        canvas.paint(box(x - 1, 112, x + 1, 188), (60, 50, 44), opacity=0.3)
    # The bench with shoes.
    canvas.paint(ellipse(342, 262, 86, 7), (60, 46, 34), opacity=0.25)
    for leg in (272, 404):
        canvas.paint(box(leg, 222, leg + 7, 260), (120, 82, 52))
    canvas.paint(box(264, 214, 420, 224, 3), (178, 130, 88))
    for x, color in ((300, (74, 74, 82)), (326, (74, 74, 82)), (362, (190, 96, 76))):
        canvas.paint(box(x, 246, x + 10, 260, 4), color)
        canvas.paint(box(x, 252, x + 22, 261, 4), color)
    _secret(canvas, (240, 238, 230))
    # The chest of drawers under it, with a bowl for the keys.
    canvas.paint(box(430, 266, 580, 276), (60, 46, 34), opacity=0.25)
    canvas.paint(box(434, 196, 572, 268, 4), Fade((236, 232, 222), (216, 210, 196)))
    canvas.paint(box(428, 190, 578, 200, 3), (178, 130, 88))
    for left in (442, 506):
        for top in (206, 238):
            canvas.paint(box(left, top, left + 58, top + 26, 2), (226, 220, 208))
            canvas.paint(ellipse(left + 29, top + 13, 3, 3), (150, 120, 84))
    canvas.paint([(450, 176), (490, 176), (482, 190), (458, 190)], (112, 148, 156))
    canvas.paint(box(536, 158, 550, 190, 4), Fade((226, 168, 126), (206, 140, 98)))
    canvas.paint(ellipse(543, 148, 12, 12), (96, 146, 100))
    _plant(canvas, 40, 276, 96)
    return canvas


def _garden() -> Canvas:
    canvas = Canvas(WIDTH, HEIGHT, WHITE)
    canvas.paint(box(0, 0, WIDTH, 220), Fade((134, 190, 234), (228, 240, 246)))
    for x, y, across in ((120, 58, 34), (152, 52, 30), (180, 60, 36), (352, 40, 26)):
        canvas.paint(ellipse(x, y, across, across * 0.36), WHITE, opacity=0.7)
    canvas.paint(ellipse(90, 226, 230, 76), (158, 190, 158))
    canvas.paint(ellipse(330, 232, 210, 62), (142, 178, 142))
    # The neighbours' house.
    canvas.paint(box(420, 62, 590, 230), Fade((244, 232, 214), (232, 214, 190)))
    canvas.paint([(404, 64), (606, 64), (564, 20), (446, 20)], (178, 96, 76))
    _secret(canvas, WHITE)
    canvas.paint(box(493, 72, 499, 144), WHITE)
    # The fence, the lawn.
    for x in range(0, WIDTH, 22):
        canvas.paint(
            box(x + 2, 168, x + 20, 236, 3), Fade((202, 170, 130), (180, 146, 106))
        )
    for top in (182, 214):
        canvas.paint(box(0, top, WIDTH, top + 6), (166, 132, 94))
    canvas.paint(box(0, 230, WIDTH, HEIGHT), Fade((132, 182, 96), (96, 152, 74)))
    for step in range(0, 8, 2):
        band = [
            (80 + step * 60, 230),
            (140 + step * 60, 230),
            (40 + step * 100, HEIGHT),
            (-60 + step * 100, HEIGHT),
        ]
        canvas.paint(band, (156, 204, 116), opacity=0.3)
    # The tree, the flower bed, the stepping stones.
    canvas.paint(ellipse(92, 270, 70, 9), (50, 84, 40), opacity=0.35)
    canvas.paint([(82, 150), (102, 150), (108, 270), (74, 270)], (124, 88, 60))
    for x, y, radius, color in (
        (58, 128, 46, (82, 138, 78)),
        (128, 130, 44, (74, 128, 72)),
        (92, 92, 54, (94, 152, 86)),
        (110, 136, 40, (104, 164, 92)),
    ):
        canvas.paint(ellipse(x, y, radius, radius * 0.86), color)
    for x, y in ((66, 108), (104, 84), (128, 122), (88, 132)):
        canvas.paint(ellipse(x, y, 5, 5), (222, 84, 68))
    canvas.paint(ellipse(330, 250, 96, 13), (128, 96, 70))
    for number in range(13):
        x, y = 246 + number * 14, 244 + number * 5 % 9 - 10
        canvas.paint(box(x - 1, y, x + 1, 252), (76, 130, 70))
        color = ((250, 214, 92), (250, 250, 246), (236, 110, 84))[number % 3]
        canvas.paint(ellipse(x, y, 6, 6), color)
        canvas.paint(ellipse(x, y, 2, 2), (190, 132, 48))
    for x, y, across in (
        (470, 262, 26),
        (486, 288, 32),
        (508, 320, 40),
        (536, 352, 48),
    ):
        canvas.paint(
            ellipse(x, y + 3, across, across * 0.3), (70, 110, 56), opacity=0.5
        )
        canvas.paint(ellipse(x, y, across, across * 0.3), (206, 200, 188))
    return canvas


def scenes() -> dict[str, Scene]:
    """Return what each camera sees, by its key; takes some tenths of a second."""
    return {
        LIVING_ROOM.key: Scene(_living_room().planes(), ROBOT),
        HALLWAY.key: Scene(_hallway().planes(), CAT),
        GARDEN.key: Scene(_garden().planes(), HEDGEHOG),
    }
