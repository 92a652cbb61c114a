using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Audiences;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Audiences;

public sealed class GroupPageTests() : PortalTestContext(builder => builder.Services.AddAudiences())
{
    [Theory]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Administrator, false)]
    public async Task Group_OnlyAnEngineer_MayEditAndRemove(Role role, bool may)
    {
        await SignInAsync(role);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        Open("staff");

        Assert.Equal(may ? ["Remove…", "Edit…"] : [], Page.FindAll(".head button").Select(Markup.Words));
        Assert.Equal("ann\nbob", Page.Find("pre").TextContent);
    }

    [Fact]
    public async Task Group_UnknownKey_ReadsAsNotFound()
    {
        await SignInAsync(Role.Engineer);
        Open("nobody");

        Assert.NotEmpty(Page.FindAll(".notfound"));
    }

    [Fact]
    public async Task Group_AnotherPersonEditsIt_ThePageShowsIt()
    {
        await SignInAsync(Role.Marketing);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        Open("staff");

        await ApplyAsync(Role.Engineer, new EditGroup("staff", Shop.Staff.Details with { Members = ["ann", "bob", "cleo"] }));

        Page.WaitForState(() => Page.Find("pre").TextContent == "ann\nbob\ncleo");
    }

    [Fact]
    public async Task Remove_WhileInUse_SaysByWhat()
    {
        await SignInAsync(Role.Engineer);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new ReleaseToGroups("spring-storefront", "production", [new("staff", Serving.Of(Variant.On))]));
        Open("staff");

        await RemoveAsync();

        Assert.Equal("Staff is in use by Spring storefront: release these to somebody else first.", Over.WaitForElement(".say.harms").Words());
    }

    [Fact]
    public async Task Remove_NotInUse_LeadsBackToTheList()
    {
        await SignInAsync(Role.Engineer);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        Open("staff");

        await RemoveAsync();

        var navigation = Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>();
        Page.WaitForState(() => navigation.Uri.EndsWith("/audiences", StringComparison.Ordinal));
    }

    private IRenderedComponent<GroupPage> Page { get; set; } = null!;

    private void Open(string key)
    {
        Page = Render<GroupPage>(parameters => parameters.Add(page => page.Key, key));
        Page.WaitForState(() => Page.FindAll(".skeleton").Count is 0);
    }

    private Task RemoveAsync()
    {
        _ = Page.Button("Remove…").ClickAsync(new());
        Over.WaitForElement(".portal-dialog");
        return Over.Find(".portal-dialog form").SubmitAsync();
    }
}
