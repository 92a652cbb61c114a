using Bunit;
using Microsoft.AspNetCore.Components;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

public class FieldFormTests : ComponentTestContext
{
    [Fact]
    public void Invalid_StandsBesideItsField()
    {
        var form = RenderForm(new Invalid("name", "Required"));

        Assert.Equal("Fill this in.", form.Find(".field.wrong .error").TextContent.Trim());
        var input = form.Find("input[name=name]");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains(form.Find(".error").Id!, input.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Empty(form.FindAll("[role=alert]"));
    }

    [Fact]
    public void Invalid_MovesTheFocusToTheFirstWrongField()
    {
        RenderForm(new Invalid("name", "Required"));

        JSInterop.VerifyInvoke("portal.focusFirstError");
    }

    [Fact]
    public void Invalid_OfAFieldThatIsNotShown_IsSaidAboveTheButtons()
    {
        var form = RenderForm(new Invalid([new FieldError("name", "Required"), new FieldError("variants.1.value", "TooLong", "9")]));

        Assert.Equal("Use at most 9 characters.", form.Find("[role=alert]").TextContent.Trim());
    }

    [Fact]
    public void RefusalAboutOneField_StandsBesideIt()
    {
        var form = RenderForm(new KeyTaken("spring"), field: "key");

        Assert.StartsWith("The key spring is in use", form.Find(".field.wrong .error").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusalAboutTheWhole_IsSaidAboveTheButtons()
    {
        var form = RenderForm(new AlreadySo("Spring storefront"));

        Assert.StartsWith("Spring storefront is already so", form.Find("[role=alert]").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Empty(form.FindAll(".wrong"));
    }

    [Fact]
    public void ScriptInARefusal_IsText()
    {
        var form = RenderForm(new AlreadySo("<script>alert(1)</script>"));

        Assert.Empty(form.FindAll("script"));
        Assert.Contains("<script>alert(1)</script>", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Submit_WhileTheFirstIsUnderWay_IsNotSentAgain()
    {
        var sending = new TaskCompletionSource();
        var sent = 0;
        var form = Render<FieldForm>(parameters => parameters.Add(form => form.OnSubmit, () =>
        {
            sent++;
            return sending.Task;
        }));

        form.Find("form").Submit();
        form.Find("form").Submit();
        sending.SetResult();

        Assert.Equal(1, sent);
    }

    [Fact]
    public void OptionalField_SaysSo()
    {
        var field = Render<FieldText>(parameters => parameters.Add(field => field.Label, "Owner").Add(field => field.Optional, true));

        Assert.Equal("Owner (optional)", string.Join(' ', field.Find("label").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Hint_IsReadOutWithItsField()
    {
        var field = Render<FieldText>(parameters => parameters.Add(field => field.Label, "Name").Add(field => field.Hint, "What people call it."));

        Assert.Equal("What people call it.", field.Find("#" + field.Find("input").GetAttribute("aria-describedby")).TextContent);
    }

    [Fact]
    public void Select_ChoosesByPlace_AndTheEmptyOptionChoosesNothing()
    {
        string? chosen = "b";
        var select = Render<FieldSelect<string>>(parameters => parameters
            .Add(select => select.Options, [("a", "First"), ("b", "Second")])
            .Add(select => select.Placeholder, "Choose…")
            .Add(select => select.Value, chosen)
            .Add(select => select.ValueChanged, value => chosen = value));
        Assert.Equal("1", select.Find("select").GetAttribute("value"));

        select.Find("select").Change("0");
        Assert.Equal("a", chosen);

        select.Find("select").Change("");
        Assert.Null(chosen);
    }

    [Theory]
    [InlineData("2026-12-24", "2026-12-24")]
    [InlineData("", null)]
    [InlineData("tomorrow", null)]
    public void Date_TakesADayOrNothing(string entered, string? taken)
    {
        DateOnly? date = new DateOnly(2000, 1, 1);
        var field = Render<FieldDate>(parameters => parameters.Add(field => field.Value, date).Add(field => field.ValueChanged, value => date = value));

        field.Find("input").Change(entered);

        Assert.Equal(taken, date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Choice_IsARadioGroupWithItsLegend()
    {
        string? chosen = "all";
        var choice = Render<FieldChoice<string>>(parameters => parameters
            .Add(choice => choice.Label, "Who will see it")
            .Add(choice => choice.Options, [new("all", "Everyone"), new("early", "Early access", "about 5 %")])
            .Add(choice => choice.Value, chosen)
            .Add(choice => choice.ValueChanged, value => chosen = value));

        choice.FindAll("input[type=radio]")[1].Change(true);

        Assert.Equal("early", chosen);
        Assert.Equal("Who will see it", choice.Find("fieldset > legend").TextContent.Trim());
    }

    private IRenderedComponent<FieldForm> RenderForm(Refusal refusal, string field = "name") => Render<FieldForm>(parameters => parameters
        .Add(form => form.ChildContent, (RenderFragment)(builder =>
        {
            builder.OpenComponent<FieldText>(0);
            builder.AddComponentParameter(1, nameof(FieldText.Name), field);
            builder.AddComponentParameter(2, nameof(FieldText.Label), "Name");
            builder.CloseComponent();
        }))).WithRefusal(refusal);
}

file static class FieldForms
{
    // As it happens: the form is there first, then it is refused.
    public static IRenderedComponent<FieldForm> WithRefusal(this IRenderedComponent<FieldForm> form, Refusal refusal)
    {
        form.Render(parameters => parameters.Add(form => form.Refusal, refusal));
        return form;
    }
}
