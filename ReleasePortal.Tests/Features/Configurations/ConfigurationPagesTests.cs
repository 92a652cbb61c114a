using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Configurations;
using ReleasePortal.Features.Configurations.Form;
using ReleasePortal.Features.Configurations.Single;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Configurations;

/// <summary>The pages of business configurations.</summary>
public sealed class ConfigurationPagesTests() : PortalTestContext(builder => builder.Services.AddConfigurations())
{
    private static readonly ReleaseState Open = ReleaseState.ToEveryone(Serving.Of(Variant.On));

    [Theory]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Auditor, false)]
    public async Task List_ShowsWhatOneMaySee_AndLetsEngineersDefine(Role role, bool may)
    {
        await PrepareAsync(role);

        var page = Render<ConfigurationsPage>();
        page.WaitForState(() => page.FindAll("[data-configuration]").Count is 1);

        Assert.Equal(may, page.FindAll("a[href='/configurations/new']").Count is 1);
        Assert.Equal("1 control", page.Find("[data-configuration=show] td:nth-child(2)").Words());
    }

    [Fact]
    public async Task Page_SaysStatesAsSentences_AndComparesWithAnEnvironment()
    {
        await PrepareAsync(Role.Marketing);

        var page = Render<ConfigurationPage>(parameters => parameters.Add(page => page.Key, "show"));
        page.WaitForState(() => page.FindAll("[data-state]").Count is 1);
        Assert.Contains("Everyone sees it.", page.Find("[data-state=spring-storefront]").Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button.harm"));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/configurations/show?with=environment~production");
        var compared = Render<ConfigurationPage>(parameters => parameters.Add(page => page.Key, "show"));
        compared.WaitForState(() => compared.FindAll("[data-compared]").Count is 1);
        Assert.Equal("1 control differs.", compared.Find("[data-compared]").Words());
        Assert.Contains("differs", compared.Find("[data-compare=spring-storefront]").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_StartsFromAnEnvironment_AndDefinesIt()
    {
        await PrepareAsync(Role.Engineer);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "production"));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/configurations/new?from=environment~production");

        var page = Render<ConfigurationFormPage>();
        page.WaitForState(() => page.FindAll("[data-state]").Count is 1);
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith("/configurations/production-today", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var defined = await Services.GetRequiredService<ConfigurationQuery>().FindAsync("production-today", APerson(Role.Engineer));
        Assert.Equal(Open, defined!.Configuration.Find()!.ByControl()["spring-storefront"]);
    }

    [Fact]
    public async Task Form_ByHand_OpensAControlToEveryone()
    {
        await PrepareAsync(Role.Engineer);

        var page = Render<ConfigurationFormPage>();
        page.WaitForState(() => page.FindAll("select[name=add]").Count is 1);
        page.Find("input[name=name]").Change("Quiet Sunday");
        page.Find("select[name=add]").Change("0");
        page.Find("[data-opened] .end .btn:last-child").Click();
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith("/configurations/quiet-sunday", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.NotNull(await Services.GetRequiredService<ConfigurationQuery>().FindAsync("quiet-sunday", APerson(Role.Engineer)));
    }

    [Fact]
    public async Task Configuration_WithAnOperationalControl_IsNotThereForMarketing()
    {
        await PrepareAsync(Role.Marketing);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new DefineConfiguration("mixed", Given.AConfiguration((Shop.Recommendations.Control, Open))));

        var page = Render<ConfigurationPage>(parameters => parameters.Add(page => page.Key, "mixed"));
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);

        Assert.Empty(page.FindAll("[data-state]"));
        Assert.DoesNotContain("Recommendations", page.Markup, StringComparison.Ordinal);
    }

    private async Task PrepareAsync(Role role)
    {
        await ArriveAsync(APerson(role));
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new DefineConfiguration("show", Given.AConfiguration((Shop.Spring.Control, Open))));
    }
}
