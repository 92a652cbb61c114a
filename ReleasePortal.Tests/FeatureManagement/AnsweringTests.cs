using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ReleasePortal.Domain.Controls;
using ReleasePortal.FeatureManagement;
using ReleasePortal.Tests.Http.Evaluation;
using ValueType = ReleasePortal.Domain.Controls.ValueType;
using Variant = ReleasePortal.Domain.Controls.Variant;

namespace ReleasePortal.Tests.FeatureManagement;

/// <summary>What an application gets that keeps asking FeatureManagement.</summary>
public sealed class AnsweringTests(FollowedPortal portal) : IClassFixture<FollowedPortal>
{
    [Fact]
    public async Task Toggle_IsOnForEveryone_OrForNobody()
    {
        await using var application = await Application.StartAsync(portal);

        Assert.True(await application.Features.IsEnabledAsync(EvaluationPortal.Open));
        Assert.True(await application.IsOnAsync(EvaluationPortal.Open));
        Assert.False(await application.Features.IsEnabledAsync(EvaluationPortal.Closed));
        Assert.False(await application.IsOnAsync(EvaluationPortal.Closed));
    }

    [Fact]
    public async Task Group_ContainsItsMembers_AndWhoseAttributesSaySo()
    {
        await using var application = await Application.StartAsync(portal);
        Task<bool> IsOnForAsync(PortalUser user) => application.Features.IsEnabledAsync(EvaluationPortal.ToGroup, user);

        Assert.True(await application.IsOnAsync(EvaluationPortal.ToGroup, "ann"));
        Assert.False(await application.IsOnAsync(EvaluationPortal.ToGroup, "bob"));
        Assert.True(await IsOnForAsync(new PortalUser("bob") { Attributes = { ["plan"] = "pro" } }));
        Assert.False(await IsOnForAsync(new PortalUser("bob") { Attributes = { ["plan"] = "free" } }));
        Assert.False(await application.Features.IsEnabledAsync(EvaluationPortal.ToGroup)); // for nobody in particular
    }

    [Fact]
    public async Task Split_GivesEachUserTheVariantAndValue_ThatThePortalGives()
    {
        await using var application = await Application.StartAsync(portal);
        using var remote = portal.NewRemote();
        var seen = new HashSet<string>();

        foreach (var user in Enumerable.Range(0, 40).Select(number => $"grüße-{number}"))
        {
            var theirs = await (await remote.EvaluateAsync(EvaluationPortal.Split, $$$"""{"context":{"targetingKey":"{{{user}}}"}}""")).JsonAsync();
            var ours = await application.Variants.GetVariantAsync(EvaluationPortal.Split, new TargetingContext { UserId = user });

            Assert.Equal((string?)theirs["variant"], ours.Name);
            Assert.Equal((string?)theirs["value"], ours.Configuration.Get<string>());
            Assert.True(await application.IsOnAsync(EvaluationPortal.Split, user)); // not the off variant
            seen.Add(ours.Name);
        }

        Assert.Equal(["express", "guided"], seen.Order());
    }

    [Fact]
    public async Task Flag_ForNobodyInParticular_ServesItsOffVariant_AndIsNotOn()
    {
        await using var application = await Application.StartAsync(portal);

        Assert.Equal("classic", (await application.Variants.GetVariantAsync(EvaluationPortal.Split)).Name);
        Assert.False(await application.Features.IsEnabledAsync(EvaluationPortal.Split));
    }

    [Fact]
    public async Task Values_OfEveryType_AreConfiguration()
    {
        await portal.Portal.ChangeAsync(
            AFlag("free-returns", ValueType.Number, "14", "30.5"),
            new ReleaseControlToEveryone("free-returns", "production", "b"),
            AFlag("front-page-picture", ValueType.Object, "{}", """{"title":"Gifts","sizes":[320,640],"alt":null}"""),
            new ReleaseControlToEveryone("front-page-picture", "production", "b"));
        await using var application = await Application.StartAsync(portal);

        var number = await application.Variants.GetVariantAsync("free-returns");
        var structure = (await application.Variants.GetVariantAsync("front-page-picture")).Configuration;

        Assert.Equal(30.5, number.Configuration.Get<double>());
        Assert.Equal("Gifts", structure["title"]);
        Assert.Equal([320, 640], structure.GetSection("sizes").Get<int[]>()!);
        Assert.Null(structure["alt"]);
    }

    [Fact]
    public async Task UnknownFeature_IsFeatureManagementsToAnswer()
    {
        await using var application = await Application.StartAsync(portal);

        Assert.False(await application.Features.IsEnabledAsync("no-such-control"));
        Assert.Null(await application.Variants.GetVariantAsync("no-such-control"));

        await using var strict = await Application.StartAsync(
            portal, compose: builder => builder.Services.Configure<FeatureManagementOptions>(options => options.IgnoreMissingFeatures = false));
        await Assert.ThrowsAsync<FeatureManagementException>(() => strict.Features.IsEnabledAsync("no-such-control"));
    }

    [Fact]
    public async Task FeaturesOfAppsettings_StayBeside_AndThePortalGoesFirst()
    {
        await using var application = await Application.StartAsync(portal, compose: builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FeatureManagement:OnlyInSettings"] = "true",
            [$"FeatureManagement:{EvaluationPortal.Closed}"] = "true",
        }));

        Assert.True(await application.Features.IsEnabledAsync("OnlyInSettings"));
        Assert.False(await application.Features.IsEnabledAsync(EvaluationPortal.Closed));
        var names = new List<string>();
        await foreach (var name in application.Features.GetFeatureNamesAsync())
            names.Add(name);
        Assert.Contains("OnlyInSettings", names);
        Assert.Single(names, EvaluationPortal.Closed);
    }

    [Fact]
    public async Task TargetingContextAccessor_SaysForWhom()
    {
        await using var application = await Application.StartAsync(
            portal, compose: builder => builder.Services.AddSingleton<ITargetingContextAccessor>(new SignedIn(new PortalUser("bob") { Attributes = { ["plan"] = "pro" } })));

        Assert.True(await application.Features.IsEnabledAsync(EvaluationPortal.ToGroup));
        Assert.NotEqual("classic", (await application.Variants.GetVariantAsync(EvaluationPortal.Split)).Name);
    }

    [Fact]
    public async Task Snapshot_AndScopedManagers_AnswerAlike()
    {
        await using var application = await Application.StartAsync(portal, isScoped: true);
        await using var scope = application.Get<IServiceScopeFactory>().CreateAsyncScope();
        var ann = new TargetingContext { UserId = "ann" };

        Assert.True(await scope.ServiceProvider.GetRequiredService<IFeatureManager>().IsEnabledAsync(EvaluationPortal.ToGroup, ann));
        Assert.True(await scope.ServiceProvider.GetRequiredService<IFeatureManagerSnapshot>().IsEnabledAsync(EvaluationPortal.ToGroup, ann));
        Assert.NotNull((await scope.ServiceProvider.GetRequiredService<IVariantFeatureManagerSnapshot>().GetVariantAsync(EvaluationPortal.Split, ann)).Name);
    }

    [Fact]
    public async Task Options_ThatCannotWork_AreNamedAtTheStart()
    {
        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Application.StartAsync(portal, options =>
            (options.Address, options.Key, options.PollEvery) = (new Uri("portal.example", UriKind.Relative), " ", TimeSpan.Zero)));

        Assert.Equal(3, exception.Failures.Count());
        Assert.Contains("ReleasePortal:Address must be the portal's address", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ReleasePortal:Key must be a server key", exception.Message, StringComparison.Ordinal);
    }

    private static CreateControl AFlag(string key, ValueType type, string off, string on) => new(
        key,
        ControlKind.Flag,
        new ControlDetails
        {
            Name = key,
            RemoveBy = new DateOnly(2099, 12, 31),
            Variants = [new Variant("a", "A", off), new Variant("b", "B", on)],
        },
        type,
        OffVariant: "a");

    private sealed class SignedIn(TargetingContext user) : ITargetingContextAccessor
    {
        public ValueTask<TargetingContext> GetContextAsync() => new(user);
    }
}
