using Bunit;
using Microsoft.AspNetCore.Components.Rendering;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

public class LivePageTests : ComponentTestContext
{
    private static readonly Guid Spring = Guid.CreateVersion7();

    [Fact]
    public async Task Open_ReadsForTheSignedInPerson()
    {
        var person = SignIn(Role.Marketing);

        var page = await OpenAsync();

        Assert.Equal((1, person.Id), (page.Instance.Reads, page.Instance.Reader.Id));
    }

    [Fact]
    public async Task Feed_SomethingChanged_ReadsAgainAndMarksIt()
    {
        var page = await OpenAsync();

        Feed.Publish(Changed(Spring));

        page.WaitForAssertion(() => Assert.Equal("2 just-changed", page.Markup));
    }

    [Fact]
    public async Task Feed_AfterAMoment_TheMarkGoes()
    {
        var page = await OpenAsync();
        Feed.Publish(Changed(Spring));
        page.WaitForAssertion(() => Assert.Equal("2 just-changed", page.Markup));

        Time.Advance(TimeSpan.FromSeconds(4));

        page.WaitForAssertion(() => Assert.Equal("2", page.Markup.Trim()));
    }

    [Fact]
    public async Task Feed_OfNoConcern_IsNotRead()
    {
        var page = await OpenAsync();

        Feed.Publish(new FeedNotice(1, [new ChangedSubject(SubjectKind.Person, Guid.CreateVersion7(), "robin", Environment: null)]));
        Feed.Publish(Changed(Spring));

        page.WaitForAssertion(() => Assert.Equal(2, page.Instance.Reads));
    }

    [Fact]
    public async Task Feed_AStreamOfChanges_LeadsToFewReads()
    {
        var page = await OpenAsync();

        for (var change = 0; change < 50; change++)
            Feed.Publish(Changed(Spring));
        page.WaitForAssertion(() => Assert.Equal(2, page.Instance.Reads));
        Time.Advance(TimeSpan.FromMilliseconds(250));

        page.WaitForAssertion(() => Assert.Equal(3, page.Instance.Reads));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, page.Instance.Reads);
    }

    [Fact]
    public async Task Feed_DuringARead_LeadsToOneMoreAfterIt()
    {
        var page = await OpenAsync();
        var reading = page.Instance.Wait = new TaskCompletionSource();
        Feed.Publish(Changed(Spring));
        page.WaitForAssertion(() => Assert.Equal(2, page.Instance.Reads));

        await page.InvokeAsync(() => { _ = page.Instance.FilterAsync(); });
        Assert.Equal(2, page.Instance.Reads);
        page.Instance.Wait = null;
        reading.SetResult();

        page.WaitForAssertion(() => Assert.Equal(3, page.Instance.Reads));
    }

    [Fact]
    public async Task EnvironmentChosen_ShowsASkeletonUntilItIsRead()
    {
        var page = await OpenAsync();
        var reading = page.Instance.Wait = new TaskCompletionSource();

        await Workspace.SelectAsync("staging");

        page.WaitForAssertion(() => Assert.Equal("loading", page.Markup));
        reading.SetResult();
        page.WaitForAssertion(() => Assert.Equal("2", page.Markup.Trim()));
    }

    [Fact]
    public async Task Left_ThePageHearsNoMore()
    {
        var page = await OpenAsync();
        var instance = page.Instance;

        await DisposeComponentsAsync();
        Feed.Publish(Changed(Spring));
        await Workspace.SelectAsync("staging");

        Assert.Equal(1, instance.Reads);
        Assert.True(instance.HasGone);
    }

    private static FeedNotice Changed(Guid subject) =>
        new(1, [new ChangedSubject(SubjectKind.Control, subject, "spring-storefront", "production")]);

    private async Task<IRenderedComponent<Page>> OpenAsync()
    {
        await Workspace.StartAsync();
        return Render<Page>();
    }

    private sealed class Page : LivePage
    {
        public int Reads { get; private set; }

        public Actor Reader { get; private set; } = Actor.Nobody;

        public TaskCompletionSource? Wait { get; set; }

        public bool HasGone => Gone.IsCancellationRequested;

        public Task FilterAsync() => ReloadAsync();

        protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Control;

        protected override async Task LoadAsync()
        {
            Reads++;
            Reader = Actor;
            if (Wait is { } wait)
                await wait.Task;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddContent(0, IsLoading ? "loading" : $"{Reads} {Mark(Spring)}");
    }
}
