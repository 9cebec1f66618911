"""What drawn posters show. Each composition fills the space above `floor`, where the words begin, and says which
colours reach under them."""

from __future__ import annotations

from collections.abc import Callable

from films.posters.drawing import Drawing, Scene, block, circle, land, shape


def sun(scene: Scene) -> Drawing:
    """A sun on or behind a hill."""
    _, light, shade = scene.palette
    crest = scene.floor - 40
    radius = min(62, crest / 2.3)
    sunk = radius * (0, 0.5, 1)[scene.roll(0, 3)]
    across = 100 + (0, -26, 24)[scene.roll(1, 3)]
    hill = shape(f"M0 {crest + 30:.0f}Q100 {crest - 30:.0f} 200 {crest + 30:.0f}V300H0z", shade)
    return circle(across, crest - radius + sunk, radius, light) + hill, (shade,)


def curtain(scene: Scene) -> Drawing:
    """A lamp between two curtains."""
    ground, light, shade = scene.palette
    left = 66 - scene.roll(0, 3) * 18
    radius = min(30, scene.floor / 4)
    sides = block(0, 0, left, 300, shade) + block(left + 68, 0, 132 - left, 300, shade)
    return sides + circle(left + 34, scene.floor * 0.45, radius, light), (ground, shade)


def mountain(scene: Scene) -> Drawing:
    """A peak with a light on it."""
    ground, light, shade = scene.palette
    peak, top = 100 + (0, -34, 30)[scene.roll(0, 3)], scene.floor * 0.27
    behind = (
        shape(f"M{peak + 40} 300 {peak + 84} {top + 50:.0f} {peak + 150} 300z", shade)
        if scene.roll(1, 2)
        else ""
    )
    return behind + shape(f"M{peak - 110} 300 {peak} {top:.0f} {peak + 110} 300z", shade) + circle(
        peak, top, 10 + top * 0.1, light
    ), (ground, shade)


def target(scene: Scene) -> Drawing:
    """Rings round a point."""
    ground, light, shade = scene.palette
    radius = min(70, scene.floor * 0.42)
    across = 100 + (0, -20, 20)[scene.roll(0, 3)]
    odd = (ground, shade)[scene.roll(1, 2)]
    rings = (
        circle(across, scene.floor * 0.52, radius * part, odd if number % 2 else light)
        for number, part in enumerate((1, 0.74, 0.49, 0.23))
    )
    return "".join(rings), (ground,)


def windows(scene: Scene) -> Drawing:
    """A house at night, some windows lit."""
    ground, light, shade = scene.palette
    rows = max(2, int((scene.floor - 12) / 30))
    lit = {(scene.dice[number + 4] * 7 + number * 4 + 1) % (rows * 5) for number in range(6)}
    panes = (
        block(14 + column * 36, 16 + row * 30, 28, 22, light if row * 5 + column in lit else shade)
        for row in range(rows)
        for column in range(5)
    )
    return "".join(panes), (ground,)


def beams(scene: Scene) -> Drawing:
    """Two beams across a corner, cut off where the words begin."""
    ground, light, shade = scene.palette
    floor, bend = scene.floor, scene.roll(0, 3) * 22
    wide = shape(f"M200 0 0 {floor * 0.85:.0f}V{floor:.0f}H{40 + bend}L200 {floor * 0.36:.0f}z", shade)
    narrow = shape(
        f"M200 {floor * 0.46:.0f} {78 + bend} {floor:.0f}H{118 + bend}L200 {floor * 0.72:.0f}z", light
    )
    return wide + narrow, (ground,)


def frames(scene: Scene) -> Drawing:
    """Doors within doors."""
    ground, light, shade = scene.palette
    height, top = scene.floor * 0.72, scene.floor * 0.15
    left = 34 + (0, -14, 14)[scene.roll(0, 3)]
    order = (shade, light, ground) if scene.roll(1, 2) == 0 else (light, shade, ground)
    steps = min(18, height / 7)
    nested = (
        block(
            left + step * steps, top + step * steps, 132 - 2 * step * steps, height - 2 * step * steps, colour
        )
        for step, colour in enumerate(order)
    )
    return "".join(nested), (ground,)


def arch(scene: Scene) -> Drawing:
    """A vault, and perhaps somebody under it."""
    ground, light, shade = scene.palette
    foot, radius = scene.floor * (0.66 if scene.floor > 160 else 0.9), min(100, scene.floor * 0.62)
    inner = radius * 0.6
    vault = shape(
        f"M{100 - radius:.0f} {foot:.0f}a{radius:.0f} {radius:.0f} 0 0 1 {2 * radius:.0f} 0h{inner - radius:.0f}"
        f"a{inner:.0f} {inner:.0f} 0 0 0 {-2 * inner:.0f} 0z",
        shade,
    )
    lamp = "" if scene.roll(0, 2) == 0 else circle(100, foot - inner * 0.42, inner * 0.3, light)
    return vault + lamp, (ground,)


def horizon(scene: Scene) -> Drawing:
    """The sun half in the sea."""
    _, light, shade = scene.palette
    line = scene.floor * 0.6
    across, radius = 100 + (0, -34, 34)[scene.roll(0, 3)], min(54, scene.floor * 0.3)
    glitter = (
        block(across - width, line + 8 + number * 11, 2 * width, 5 - number * 0.8, light)
        for number, width in enumerate((58, 44, 52, 30, 18))
        if line + 8 + number * 11 < scene.floor - 6
    )
    sea = land(line, shade)
    return circle(across, line, radius, light) + sea + "".join(glitter), (shade,)


def moons(scene: Scene) -> Drawing:
    """Three phases of a moon."""
    ground, light, shade = scene.palette
    lit, middle = scene.roll(0, 3), scene.floor * 0.5
    lifts = [(scene.dice[10 + number] % 5 - 2) * scene.floor * 0.07 for number in range(3)]
    return "".join(
        circle(40 + number * 60, middle + lifts[number], 27, light if number == lit else shade)
        for number in range(3)
    ), (ground,)


def stairs(scene: Scene) -> Drawing:
    """Steps up to a light."""
    _, light, shade = scene.palette
    rise = (scene.floor - 44) / 6
    steps = (land(scene.floor - 8 - number * rise, shade, left=number * 34) for number in range(6))
    return "".join(steps) + circle(46, scene.floor * 0.3, min(24, scene.floor * 0.16), light), (shade,)


def eclipse(scene: Scene) -> Drawing:
    """One disc before another."""
    ground, light, shade = scene.palette
    radius, middle = min(66, scene.floor * 0.4), scene.floor * 0.52
    apart = radius * (0.3, 0.5, 0.75)[scene.roll(0, 3)]
    front = (ground, shade)[scene.roll(1, 2)]
    return circle(94, middle, radius, light) + circle(
        94 + apart, middle - apart * 0.4, radius * 0.92, front
    ), (ground,)


def waves(scene: Scene) -> Drawing:
    """Rows of waves under a small sun."""
    ground, light, shade = scene.palette
    rows: list[str] = []
    for number, top in enumerate(range(int(scene.floor), int(scene.floor * 0.46), -22)):
        left = -25 if number % 2 else 0
        scallops = "".join("a25 22 0 0 1 50 0" for _ in range(5))
        rows.insert(0, shape(f"M{left - 25} {top}{scallops}v30h-250z", shade if number % 2 == 0 else ground))
    sky = circle(60 + scene.roll(0, 3) * 40, scene.floor * 0.26, scene.floor * 0.13, light)
    return sky + land(scene.floor * 0.6, shade) + "".join(rows) + land(scene.floor, shade), (shade,)


def keyhole(scene: Scene) -> Drawing:
    """A keyhole with light behind it."""
    ground, light, shade = scene.palette
    middle, radius = scene.floor * 0.4, scene.floor * 0.2
    plate = circle(100, scene.floor * 0.53, scene.floor * 0.45, shade) if scene.roll(0, 2) else ""
    hole = f"M{100 - radius * 0.5:.0f} {middle:.0f}h{radius:.0f}l{radius * 0.4:.0f} {scene.floor * 0.42:.0f}h{-radius * 1.8:.0f}z"
    return plate + circle(100, middle, radius, light) + shape(hole, light), (ground,)


def eye(scene: Scene) -> Drawing:
    """Somebody looks."""
    ground, light, shade = scene.palette
    middle, half = scene.floor * 0.52, min(86, scene.floor * 0.5)
    lids = f"M{100 - half:.0f} {middle:.0f}Q100 {middle - half * 1.15:.0f} {100 + half:.0f} {middle:.0f}Q100 {middle + half * 1.15:.0f} {100 - half:.0f} {middle:.0f}z"
    glance = (0, -0.22, 0.22)[scene.roll(0, 3)] * half
    iris = circle(100 + glance, middle, half * 0.42, shade) + circle(100 + glance, middle, half * 0.18, light)
    return shape(lids, light) + iris, (ground,)


def spotlight(scene: Scene) -> Drawing:
    """A beam from above on an empty stage."""
    _, light, shade = scene.palette
    spot, foot = 60 + scene.roll(0, 3) * 40, scene.floor - 16
    stage = land(scene.floor * 0.74, shade)
    beam = shape(f"M{210 - spot} 0 {spot - 44} {foot:.0f}h88z", light)
    pool = f'<ellipse cx="{spot}" cy="{foot:.0f}" rx="44" ry="10" fill="{light}"/>'
    return stage + beam + pool, (shade,)


def flower(scene: Scene) -> Drawing:
    """Petals round an eye."""
    ground, light, shade = scene.palette
    middle, length = scene.floor * 0.52, min(80, scene.floor * 0.44)
    petals = 6 + 2 * scene.roll(0, 3)
    around = (
        f'<ellipse cx="100" cy="{middle - length * 0.56:.0f}" rx="{length * 2.1 / petals:.1f}" ry="{length * 0.44:.1f}" transform="rotate({360 / petals * number:.0f} 100 {middle:.0f})" fill="{light if number % 2 else shade}"/>'
        for number in range(petals)
    )
    return "".join(around) + circle(100, middle, length * 0.16, light), (ground,)


def city(scene: Scene) -> Drawing:
    """Roofs before a rising disc."""
    _, light, shade = scene.palette
    disc = circle(70 + scene.roll(0, 3) * 30, scene.floor * 0.48, min(56, scene.floor * 0.32), light)
    roofs = (
        block(number * 25, top, 26, 300 - top, shade)
        for number in range(8)
        for top in [scene.floor * (0.44 + scene.dice[8 + number] % 8 * 0.06)]
    )
    return disc + "".join(roofs) + land(scene.floor - 8, shade), (shade,)


def figure(scene: Scene) -> Drawing:
    """Somebody alone, with a long shadow."""
    ground, light, shade = scene.palette
    line, across = scene.floor * 0.52, 66 + scene.roll(0, 3) * 20
    foot, tall = scene.floor * 0.78, scene.floor * 0.4
    plain = land(line, shade)
    shadow = shape(f"M{across - 6} {foot:.0f}h12L{across + 90} {scene.floor:.0f}h-34z", ground)
    body = shape(f"M{across - 10} {foot:.0f}v{-tall * 0.5:.0f}q0 -12 10 -12t10 12v{tall * 0.5:.0f}z", light)
    return plain + shadow + body + circle(across, foot - tall * 0.5 - 22, 9, light), (shade,)


def spiral(scene: Scene) -> Drawing:
    """A spiral of half circles."""
    ground, light, shade = scene.palette
    middle, step = scene.floor * 0.52, min(66, scene.floor * 0.4) / 6
    path = f"M100 {middle:.0f}" + "".join(
        f"a{step * turn:.1f} {step * turn:.1f} 0 0 1 {step * turn * (2 if turn % 2 else -2):.1f} 0"
        for turn in range(1, 7)
    )
    disc = circle(100 + step / 2, middle, step * 7.2, shade) if scene.roll(0, 2) else ""
    return (
        f'{disc}<path d="{path}" fill="none" stroke="{light}" stroke-width="{step * 0.55:.1f}" stroke-linecap="round"/>',
        (ground,),
    )


def profiles(scene: Scene) -> Drawing:
    """Two faces, one before the other."""
    ground, light, shade = scene.palette
    scale = scene.floor / 200
    face = "M0 0h52c26 10 36 34 32 58 10 16 20 30 22 38 0 6-10 6-14 8 2 8 4 12 0 16 2 6 2 8-2 12 2 18-6 28-34 26-14 0-22 10-22 42H0z"
    near = f'<path transform="scale(1 {scale:.2f})" d="{face}" fill="{shade}"/>'
    far = f'<path transform="matrix(-1 0 0 {scale:.2f} 200 0)" d="{face}" fill="{light}"/>'
    return far + near if scene.roll(0, 2) else near + far, (ground,)


Composition = Callable[[Scene], Drawing]
# The first eight are in the order of the design board.
COMPOSITIONS: tuple[Composition, ...] = (
    sun,
    curtain,
    mountain,
    target,
    windows,
    beams,
    frames,
    arch,
    horizon,
    moons,
    stairs,
    eclipse,
    waves,
    keyhole,
    eye,
    spotlight,
    flower,
    city,
    figure,
    spiral,
    profiles,
)
