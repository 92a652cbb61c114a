using System.Net;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Launches;

/// <summary>The iCalendar feed, as a calendar program fetches it: with nothing but the address.</summary>
public sealed class CalendarFeedTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Feed_ShowsWhatThePersonMaySee_AtThisMoment()
    {
        var (engineer, marketing) = (await portal.AddPersonAsync(Role.Engineer), await portal.AddPersonAsync(Role.Marketing));
        await LaunchAsync(engineer, "Kill the cache", Purpose.Operational);
        await LaunchAsync(engineer, "Trade show; morning", Purpose.Business);

        var mine = await ReadAsync(await SubscribeAsync(marketing));
        Assert.Contains("SUMMARY:Trade show\\; morning (Scheduled)", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Kill the cache", mine, StringComparison.Ordinal);

        var address = await SubscribeAsync(engineer);
        Assert.Contains("SUMMARY:Kill the cache (Scheduled)", await ReadAsync(address), StringComparison.Ordinal);
        await portal.ApplyAsync(new SetRoles(engineer.Id, [Role.Marketing]));
        Assert.DoesNotContain("Kill the cache", await ReadAsync(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_IsACalendarThatNobodyElseKeeps()
    {
        using var answer = await GetAsync(await SubscribeAsync(await portal.AddPersonAsync(Role.Auditor)));

        Assert.Equal((HttpStatusCode.OK, "text/calendar"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(answer.Headers.CacheControl is { Private: true, Public: false });
        Assert.StartsWith("BEGIN:VCALENDAR", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_ReplacedRemovedOrOfSomebodyDisabled_IsNotThere()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var first = await SubscribeAsync(person);
        var second = await SubscribeAsync(person);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(first), await StatusAsync(second)));

        await portal.ApplyAsync(new DisablePerson(person.Id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(second));
        await portal.ApplyAsync(new EnablePerson(person.Id));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second));

        await DoAsync(person, new RemoveCalendarAddress(person.Id));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(second));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(CalendarAddress.NewToken()));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("short"));
    }

    [Fact]
    public async Task Address_IsInTheHistoryAsAnAct_AndNeverItself()
    {
        var person = await portal.AddPersonAsync(Role.Marketing);
        var token = await SubscribeAsync(person);
        await StatusAsync(token);

        Assert.DoesNotContain(portal.Logs, line => line.Contains(token, StringComparison.Ordinal));
        Assert.Contains(nameof(MakeCalendarAddress), await portal.HistoryOfAsync(person.Id));
        Assert.All(await portal.EntriesOfAsync(person.Id), line =>
        {
            Assert.DoesNotContain(token, line.Entry.Canonical, StringComparison.Ordinal);
            Assert.DoesNotContain(CalendarAddress.HashOf(token), line.Entry.Canonical, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Address_OfSomebodyElse_IsNotMade()
    {
        var (one, other) = (await portal.AddPersonAsync(Role.Administrator), await portal.AddPersonAsync(Role.Engineer));

        var result = await portal.Desk.ApplyAsync(
            ChangeSet.Of(new MakeCalendarAddress(other.Id, CalendarAddress.HashOf(CalendarAddress.NewToken()))), one.Actor, Cancelled);

        Assert.IsType<NotAllowed>(result.Refusal);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private async Task<string> SubscribeAsync(TestPerson person)
    {
        var token = CalendarAddress.NewToken();
        await DoAsync(person, new MakeCalendarAddress(person.Id, CalendarAddress.HashOf(token)));
        return token;
    }

    private async Task LaunchAsync(TestPerson engineer, string name, Purpose purpose)
    {
        var key = $"{purpose}-control".ToLowerInvariant();
        await DoAsync(engineer, Shop.Toggle(key, $"The {purpose} control"));
        if (purpose is Purpose.Business)
            await DoAsync(engineer, new HandOver(key));
        var id = Guid.CreateVersion7();
        await DoAsync(engineer, new CreateLaunch(id, new LaunchDetails
        {
            Name = name,
            Environment = "production",
            Start = new WantedTime(DateTime.UtcNow.Date.AddDays(2), "UTC"),
            Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone(key, "production"))],
        }));
        await DoAsync(engineer, new SubmitLaunch(id));
    }

    private async Task DoAsync(TestPerson person, Change change) =>
        (await portal.Desk.ApplyAsync(ChangeSet.Of(change, "as it should be"), person.Actor, Cancelled)).OrThrow();

    private Task<HttpResponseMessage> GetAsync(string token) => portal.NewVisitor().GetAsync($"/calendar/{token}.ics", Cancelled);

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var answer = await GetAsync(token);
        return answer.StatusCode;
    }

    private async Task<string> ReadAsync(string token)
    {
        using var answer = await GetAsync(token);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }
}
