using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;
using static ReleasePortal.Features.Demo.DemoStep;

namespace ReleasePortal.Features.Demo;

/// <summary>When the demo shop's production accepts no changes: three days in the past, three days to come.</summary>
internal static class DemoFreezes
{
    public static IEnumerable<DemoStep> Steps(DateTimeOffset now)
    {
        DateTimeOffset On(int daysFromToday, int hour) => new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(daysFromToday).AddHours(hour);

        // Nothing else of the shop's history happens on production between these days.
        yield return At(28, 3, DemoCast.Administrator, "autumn sale", Freeze(On(-26, 18), On(-23, 8), "Autumn sale: nothing changes while it lasts"));
        yield return At(25, 2, DemoCast.Engineer, "search answers slowly under the load of the sale", new Withdraw("search-suggestions", "production"));
        yield return At(25, 5, DemoCast.Engineer, "two more search servers", new ReleaseControlToEveryone("search-suggestions", "production"));
        yield return At(5, 4, DemoCast.Administrator, "year-end accounts", Freeze(On(12, 17), On(15, 8), "Year-end accounts"));
    }

    private static DefineFreeze Freeze(DateTimeOffset from, DateTimeOffset until, string reason) =>
        new("production", new FreezeDetails(from, until, reason));
}
