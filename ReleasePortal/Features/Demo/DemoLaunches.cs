using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Demo;

/// <summary>
/// Launches of the demo shop: one that has ended, one that was taken back, one that is live, one to come, a draft, and a request.
/// </summary>
internal sealed class DemoLaunches(DateTimeOffset now)
{
    private const string Berlin = "Europe/Berlin", Chicago = "America/Chicago", Production = "production";

    private static readonly DemoPerson Mara = DemoCast.Marketing;
    private static readonly DemoPerson Priya = DemoCast.Campaigns;

    public IEnumerable<DemoStep> Steps() =>
    [
        .. MembersWeek(),
        .. InviteAFriend(),
        .. CarrierGrows(),
        .. TradeShow(),
        .. SummerSale(),
        .. PriceComparison(),
    ];

    private IEnumerable<DemoStep> MembersWeek()
    {
        var (start, end) = (At(-21, 9), At(-19, 18));
        var launch = Create(start.Instant.AddDays(-1), "Members’ week", "A thank-you for members: longer returns, and an invitation.", start, end,
            new ReleaseControlToEveryone("newsletter-popup", Production),
            new ReleaseControlToEveryone("free-returns", Production, "two-months"));
        yield return Step(start.Instant.AddDays(-1), Mara, launch, launch, new SubmitLaunch(launch.Launch));
        yield return BySchedule(start.Instant, Mara, launch, new StartLaunch(launch.Launch));
        yield return BySchedule(end.Instant, Mara, launch, new EndLaunch(launch.Launch));
    }

    private IEnumerable<DemoStep> InviteAFriend()
    {
        var start = At(-14, 10);
        var launch = Create(start.Instant.AddHours(-20), "Invite a friend", "Points for a friend’s first order, and delivery slots for all.", start, end: null,
            new ReleaseControlToEveryone("referral-programme", Production),
            new ReleaseControlToEveryone("delivery-slots", Production));
        yield return Step(start.Instant.AddHours(-20), Priya, launch, launch, new SubmitLaunch(launch.Launch));
        yield return BySchedule(start.Instant, Priya, launch, new StartLaunch(launch.Launch));
        yield return Step(start.Instant.AddMinutes(40), Priya, launch, new UndoLaunch(launch.Launch, []));
    }

    private IEnumerable<DemoStep> CarrierGrows()
    {
        var at = At(-1, 8).Instant;
        var launch = Create(at.AddHours(-3), "Carrier delivers to gold members", "The carrier has more vans now.", start: null, end: null,
            new ReleaseToGroups("delivery-slots", Production, [To("german-speaking"), To("gold-members")]),
            new ReleaseControlToEveryone("free-returns", Production, "month"));
        yield return Step(at.AddHours(-3), Priya, launch, launch, new SubmitLaunch(launch.Launch));
        yield return Step(at, Mara, launch, new StartLaunch(launch.Launch));
    }

    private IEnumerable<DemoStep> TradeShow()
    {
        var launch = Create(now.AddHours(-5), "Trade show in Chicago", "The show opens at nine; the shop shows the spring collection while it lasts.", At(2, 9, Chicago), At(6, 18, Chicago),
            new ReleaseControlToEveryone("spring-storefront", Production),
            new ReleaseControlToEveryone("loyalty-banner", Production),
            new ReleaseControlToEveryone("front-page-picture", Production, "boots"));
        yield return Step(now.AddHours(-5), Mara, launch, launch, new SubmitLaunch(launch.Launch));
    }

    private IEnumerable<DemoStep> SummerSale()
    {
        var launch = Create(now.AddHours(-3), "Free shipping week", "Dates are not agreed yet; it goes out with release 2.15.", start: null, end: null,
            new ReleaseControlToEveryone("free-shipping-week", Production));
        PlannedStep inStages = new(launch.Details.Steps[0].Change, [new Stage(500, TimeSpan.FromHours(1)), new Stage(2_500, TimeSpan.FromDays(1))]);
        yield return Step(now.AddHours(-3), Priya, launch, launch with { Details = launch.Details with { Steps = [inStages] } });
    }

    private IEnumerable<DemoStep> PriceComparison()
    {
        var launch = Create(now.AddHours(-2), "Price comparison", "Legal wants a second pair of eyes on this one.", start: null, end: null,
            new ReleaseControlToEveryone("price-comparison", Production));
        yield return Step(now.AddHours(-2), Priya, launch, launch with { Details = launch.Details with { IsRequest = true } }, new SubmitLaunch(launch.Launch));
    }

    private PlannedTime At(int daysFromToday, int hour, string zone = Berlin) =>
        PlannedTime.Settle(new WantedTime(now.UtcDateTime.Date.AddDays(daysFromToday).AddHours(hour), zone), "start").Value!;

    private static CreateLaunch Create(DateTimeOffset at, string name, string notes, PlannedTime? start, PlannedTime? end, params IReadOnlyList<StateChange> steps) =>
        new(Guid.CreateVersion7(at), new LaunchDetails
        {
            Name = name,
            Notes = notes,
            Environment = Production,
            Steps = [.. steps.Select(PlannedStep.AtOnce)],
            Start = Wanted(start),
            End = Wanted(end),
        });

    private static WantedTime? Wanted(PlannedTime? time) => time is null ? null : new WantedTime(time.Local, time.Zone);

    private static GroupRule To(string group) => new(group, Serving.Of(Variant.On));

    private DemoStep Step(DateTimeOffset at, DemoPerson who, CreateLaunch launch, params IReadOnlyList<Change> changes) =>
        new(now - at, who, changes, launch.Details.Notes) { Launch = launch.Launch };

    private DemoStep BySchedule(DateTimeOffset at, DemoPerson owner, CreateLaunch launch, Change change) =>
        Step(at, owner, launch, change) with { As = Actor.ScheduleFor(owner.Id) };
}
