using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Environments;
using static ReleasePortal.Features.Demo.DemoStep;

namespace ReleasePortal.Features.Demo;

/// <summary>The parts of the demo shop and the groups of its users.</summary>
internal static class DemoAudiences
{
    public static IEnumerable<DemoStep> Steps() =>
    [
        At(60, 1, DemoCast.Engineer, "the parts of the shop", [
            new DefineArea("storefront", "Storefront"),
            new DefineArea("checkout", "Checkout"),
            new DefineArea("search", "Search"),
            new DefineArea("accounts", "Accounts"),
            new DefineArea("platform", "Platform"),
        ]),
        At(60, 2, DemoCast.Engineer, null, new DefineGroup("staff", new GroupDetails
        {
            Name = "Staff",
            Description = "People who work here and try things first.",
            Conditions = [new Condition("email", ConditionOperator.EndsWith, ["@shop.example"])],
        })),
        At(60, 2.2, DemoCast.Engineer, null, new DefineGroup("early-access", new GroupDetails
        {
            Name = "Early access",
            Description = "The same one in twenty shoppers for every feature.",
            Sample = 500,
        })),
        At(59, 1, DemoCast.Engineer, null, new DefineGroup("beta-testers", new GroupDetails
        {
            Name = "Beta testers",
            Description = "Shoppers who asked to try what is new.",
            Members = ["shopper-1001", "shopper-1017", "shopper-1042", "shopper-1077", "shopper-1103", "shopper-1256", "shopper-1310"],
        })),
        At(57, 3, DemoCast.SecondEngineer, null, new DefineGroup("gold-members", new GroupDetails
        {
            Name = "Gold members",
            Description = "Members of the loyalty programme's highest tier.",
            Area = "accounts",
            Conditions = [new Condition("tier", ConditionOperator.Equals, ["gold"])],
        })),
        At(55, 2, DemoCast.Engineer, null, new DefineGroup("german-speaking", new GroupDetails
        {
            Name = "Germany and Austria",
            Description = "Shoppers who have things delivered to Germany or Austria.",
            Conditions = [new Condition("country", ConditionOperator.In, ["DE", "AT"])],
        })),
        At(52, 4, DemoCast.SecondEngineer, null, new DefineGroup("recent-app", new GroupDetails
        {
            Name = "Recent app",
            Description = "Shoppers in version 5.2.0 of the app or a newer one.",
            Conditions =
            [
                new Condition("platform", ConditionOperator.In, ["ios", "android"]),
                new Condition("appVersion", ConditionOperator.VersionGreaterOrEqual, ["5.2.0"]),
            ],
        })),
        At(24, 2, DemoCast.SecondEngineer, null, new EditGroup("beta-testers", new GroupDetails
        {
            Name = "Beta testers",
            Description = "Shoppers who asked to try what is new.",
            Members = ["shopper-1001", "shopper-1017", "shopper-1042", "shopper-1077", "shopper-1103", "shopper-1256", "shopper-1310", "shopper-1388", "shopper-1402"],
        })),
    ];
}
